import { parseArgs } from 'node:util';

/** What to run, as the command line says it. */
export interface WorkloadArguments {
  readonly file: string;
  /** Name of the exported function. */
  readonly exported: string;
  /** Nothing for what the module proposes. */
  readonly size: number | undefined;
  readonly seconds: number;
}

const DEFAULT_SECONDS = 5;

/** Says what is wrong with a workload or with how it was called; one sentence, for the user. */
export class WorkloadError extends Error {
  /** @param options the error of the module itself, as `cause`, where it was one */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'WorkloadError';
  }
}

/** Reads `FILE [--export run] [--size N] [--seconds S]`. Throws `WorkloadError`. */
export function workloadArguments(words: readonly string[]): WorkloadArguments {
  const { positionals, values } = parse(words);
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    throw new WorkloadError(
      'Give one workload module: FILE [--export run] [--size N] [--seconds S].',
    );
  }
  return {
    file,
    exported: values.export,
    size: values.size === undefined ? undefined : number('--size', values.size),
    seconds: number('--seconds', values.seconds),
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        export: { type: 'string', default: 'run' },
        size: { type: 'string' },
        seconds: { type: 'string', default: String(DEFAULT_SECONDS) },
      },
    });
  } catch (error) {
    throw new WorkloadError(error instanceof Error ? error.message : String(error));
  }
}

function number(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new WorkloadError(`${name} takes a number, not "${text}".`);
}
