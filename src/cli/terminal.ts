import type { Style } from '../core/report/text-report.js';
import { PLAIN } from '../core/report/text-report.js';

/** What a command may write to, and how. */
export interface Terminal {
  /** The result: a report or JSON. */
  out(text: string): void;
  /** Progress and warnings; never part of the result. */
  note(text: string): void;
  readonly style: Style;
}

/** The terminal of this process. Colours only where they help: https://no-color.org */
export function processTerminal(): Terminal {
  const wantsColor =
    process.stdout.isTTY &&
    (process.env['NO_COLOR'] ?? '') === '' &&
    process.env['TERM'] !== 'dumb';
  return {
    out: (text) => void process.stdout.write(text),
    note: (text) => void process.stderr.write(`${text}\n`),
    style: wantsColor ? COLORED : PLAIN,
  };
}

const COLORED: Style = {
  title: (text) => `\u001b[1m${text}\u001b[22m`,
  warning: (text) => `\u001b[33m${text}\u001b[39m`,
  dim: (text) => `\u001b[2m${text}\u001b[22m`,
};
