/** Longer names and lines are machine-made: nobody reads them, and thousands of them fill a page. */
const MAX_NAME = 1000;

/**
 * Control characters, and those that turn the direction of the text around them: with these a
 * profile could make one thing read like another (CVE-2021-42574). Tabs may stay.
 */
const INVISIBLE = /(?!\t)\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** The text with what cannot be seen written out (`⟨U+202E⟩`), and cut where it is endless. */
export function visibleText(text: string, maxLength = MAX_NAME): string {
  const cut = text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
  return cut.replace(
    INVISIBLE,
    (letter) => `⟨U+${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
}
