import type { ProofResult } from '../../protocol/prover.js';

/** A verdict as one message. */
export interface VerdictMessage {
  readonly severity: 'information' | 'warning';
  readonly text: string;
}

/** What the user is told of a proof, in one sentence or two. */
export function verdictMessage({ conclusion, summary }: ProofResult): VerdictMessage {
  const severity = conclusion === 'proved' ? 'information' : 'warning';
  const isWhole = /[.!?]$/.test(summary);
  return { severity, text: isWhole ? summary : `${summary}.` };
}

/** What is known of a proof besides its verdict, for the log. */
export interface ProofAbout {
  /** The function that was run, as people call it. */
  readonly run: string;
  readonly files: readonly string[];
  /** Where the text before comes from. */
  readonly since: string;
}

/** All figures of a proof, line by line. */
export function verdictDetails(result: ProofResult, { run, files, since }: ProofAbout): string[] {
  return [
    verdictMessage(result).text,
    `  Run: ${run}. Compared with ${since}: ${files.join(', ')}.`,
    ...result.notes.map((note) => `  ${note}`),
  ];
}
