import type { Finding } from './file-summary.js';

const SCHEMA = 'rankscope-baseline/1';

/** A finding that is known and not to be told again. */
interface Known {
  readonly file: string;
  readonly rule: string;
  readonly fingerprint: string;
}

/** The text of a baseline file for these findings; paths as `shown` gives them. */
export function baselineText(
  findings: readonly Finding[],
  shown: (file: string) => string,
): string {
  const known = findings.map(({ file, rule, fingerprint }): Known => ({
    file: shown(file),
    rule,
    fingerprint,
  }));
  return `${JSON.stringify({ schema: SCHEMA, findings: known }, null, 2)}\n`;
}

/** Tells what a baseline file knows; nothing when the text is no baseline. */
export function readBaseline(
  text: string,
): ((finding: Finding, shownFile: string) => boolean) | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    // Whoever asked says which file it was.
    return undefined;
  }
  const { schema, findings } = (data ?? {}) as { schema?: unknown; findings?: unknown };
  if (schema !== SCHEMA || !Array.isArray(findings)) return undefined;
  const keys = new Set(
    (findings as readonly (Partial<Known> | null)[]).map(
      (known) => `${known?.file}\0${known?.fingerprint}`,
    ),
  );
  return ({ fingerprint }, shownFile) => keys.has(`${shownFile}\0${fingerprint}`);
}
