import { summarizeText } from './scan-package.js';
import { linkFiles } from './link-files.js';
import type { Finding } from './file-summary.js';
import { applyEdits } from './text-edits.js';

/** More fixes than this are not made in one go. */
const MOST = 200;

/** A text with all its known fixes made. */
export interface FixedText {
  readonly text: string;
  readonly count: number;
}

/**
 * Makes every fix of a file that is wanted. One at a time, each on the text as the one before has left it: two
 * fixes may want the same name, or the place where the other has written.
 */
export function fixAll(
  text: string,
  fileName: string,
  isWanted: (finding: Finding) => boolean = () => true,
): FixedText {
  let fixed = text;
  let count = 0;
  while (count < MOST) {
    const summary = summarizeText(fixed, fileName);
    const found = summary === undefined ? [] : linkFiles([summary]);
    const next = found.find((finding) => finding.fix !== undefined && isWanted(finding));
    if (next?.fix === undefined) break;
    const after = applyEdits(fixed, next.fix.edits);
    // A fix that leaves its own finding behind would be made again and again.
    if (after === fixed) break;
    fixed = after;
    count += 1;
  }
  return { text: fixed, count };
}
