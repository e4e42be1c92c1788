import type { Verdict } from '../core/analysis/verdict.js';
import type { Replacement } from './counting.js';
import { isObject, isStringList } from './guards.js';

/** What the prover's thread is started with: one change to prove. */
export interface ProverData {
  /** The workload module. */
  readonly file: string;
  /** Name of the function it runs. */
  readonly exported: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The Node that runs it. */
  readonly node: string;
  /** Folder with the built bundles. */
  readonly dist: string;
  /** Which files had another text before. */
  readonly before: readonly Replacement[];
  /** When to stop measuring at the latest, s. */
  readonly seconds: number;
  /** Folder that paths are shown relative to. */
  readonly root: string;
}

/** The message that ends a proof before its time. */
export const CANCEL_PROOF = 'cancel';

const CONCLUSIONS: readonly Verdict['conclusion'][] = [
  'proved',
  'not-proved',
  'different',
  'failed',
];

/** What a proof has come to, in words. */
export interface ProofResult {
  readonly conclusion: Verdict['conclusion'];
  /** One sentence without a full stop. */
  readonly summary: string;
  /** Sentences with all figures. */
  readonly notes: readonly string[];
}

/** What the prover's thread says. */
export type ProverMessage =
  | { readonly kind: 'progress'; readonly text: string }
  | { readonly kind: 'result'; readonly result: ProofResult }
  | { readonly kind: 'failed'; readonly message: string };

/** Does the prover say this? */
export function isProverMessage(value: unknown): value is ProverMessage {
  if (!isObject(value)) return false;
  const { kind, text, message, result } = value;
  if (kind === 'progress') return typeof text === 'string';
  if (kind === 'failed') return typeof message === 'string';
  return kind === 'result' && isProofResult(result);
}

function isProofResult(value: unknown): value is ProofResult {
  if (!isObject(value)) return false;
  const { conclusion, summary, notes } = value;
  const isKnown = CONCLUSIONS.some((each) => each === conclusion);
  return isKnown && typeof summary === 'string' && isStringList(notes);
}
