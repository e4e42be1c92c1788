import { parseArgs } from 'node:util';
import { parseJson } from '../protocol/guards.js';
import { WorkloadError } from './arguments.js';

/** Which sizes to set a workload up with, and what for. */
export interface ScaleArguments {
  readonly file: string;
  /** What `setup` is given: a size, or one for each parameter by its name. */
  readonly size: unknown;
  /** Run once to be counted, or several times to be timed. */
  readonly mode: 'count' | 'time';
  /** Begin no run after this time, ms. */
  readonly budgetMs: number;
}

const DEFAULT_BUDGET_MS = 1000;

/** Reads `FILE --size JSON --mode count|time [--budget MS]`. Throws `WorkloadError`. */
export function scaleArguments(words: readonly string[]): ScaleArguments {
  const { positionals, values } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      size: { type: 'string', default: '1000' },
      mode: { type: 'string', default: 'count' },
      budget: { type: 'string', default: String(DEFAULT_BUDGET_MS) },
    },
  });
  const [file] = positionals;
  if (file === undefined) throw new WorkloadError('Give one workload module.');
  return {
    file,
    size: parseJson(values.size),
    mode: values.mode === 'time' ? 'time' : 'count',
    budgetMs: Number(values.budget),
  };
}
