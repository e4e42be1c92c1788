import { existsSync } from 'node:fs';
import path from 'node:path';
import { workloadCommand } from '../launch/workload-command.js';
import { DEFAULT_SIZES, type ScaleRunOptions, type Sweep } from '../launch/scale-runs.js';
import { UsageError } from './usage-error.js';

/** What the command line of `scale` says. */
export interface ScaleOptions extends ScaleRunOptions {
  readonly sizes?: readonly number[];
  readonly param: readonly Parameter[];
  readonly json?: true;
  readonly top?: number;
}

/** A parameter with the values it takes. */
export interface Parameter {
  readonly name: string;
  readonly values: readonly number[];
}

/** What to run, in which order. */
export interface ScalePlan {
  readonly sweeps: readonly Sweep[];
  readonly isWorkload: boolean;
}

/**
 * Plans the runs of `scale`. With several parameters each rises in turn, with the others held at
 * their largest value, where what they multiply shows best. Throws `UsageError`.
 */
export function planOf(
  words: readonly string[],
  isCommand: boolean,
  options: ScaleOptions,
  proposedSizes: readonly number[] | undefined,
): ScalePlan {
  const sizes = options.sizes ?? proposedSizes ?? DEFAULT_SIZES;
  if (options.param.length > 0 && options.sizes !== undefined) {
    throw new UsageError('Give either --sizes or --param, not both.');
  }
  const parameters = options.param.length > 0 ? options.param : [{ name: 'n', values: sizes }];
  for (const { name, values } of parameters) checkValues(name, values);
  if (isCommand) checkPlaceholders(words, parameters);
  const isNamed = options.param.length > 0;
  const commandFor = isCommand ? placeholderCommand(words) : moduleCommand(words, isNamed);
  return {
    isWorkload: !isCommand,
    sweeps: parameters.map(({ name, values }) => {
      const others = parameters.filter((each) => each.name !== name);
      const held = Object.fromEntries(others.map((each) => [each.name, each.values.at(-1) ?? 0]));
      return {
        parameter: name,
        held,
        runs: values.map((size) => ({
          size,
          command: (mode, budgetMs) => commandFor({ ...held, [name]: size }, mode, budgetMs),
        })),
      };
    }),
  };
}

type CommandFor = (
  values: Readonly<Record<string, number>>,
  mode: 'count' | 'time',
  budgetMs: number,
) => string[];

function placeholderCommand(words: readonly string[]): CommandFor {
  return (values) =>
    words.map((word) =>
      word.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole)),
    );
}

function moduleCommand(words: readonly string[], isNamed: boolean): CommandFor {
  const [file] = words;
  if (file === undefined || words.length > 1) {
    throw new UsageError(
      'Give a workload module, or a command after --, for example: ' +
        'rankscope scale rank.workload.js, or rankscope scale -- node rank.js {n}',
    );
  }
  const whole = path.resolve(file);
  if (!existsSync(whole)) throw new UsageError(`There is no file ${whole}. Check the path.`);
  return (values, mode, budgetMs) =>
    workloadCommand({
      ...{ node: process.execPath, file: whole, mode, budgetMs, agentFolder: __dirname },
      size: isNamed ? values : (values['n'] ?? 0),
    });
}

function checkPlaceholders(words: readonly string[], parameters: readonly Parameter[]): void {
  if (words.length === 0) throw new UsageError('Give a command after --.');
  for (const { name } of parameters) {
    if (words.some((word) => word.includes(`{${name}}`))) continue;
    throw new UsageError(
      `The command has no place for its size. Write {${name}} where it goes, ` +
        `for example: node rank.js {${name}}`,
    );
  }
}

function checkValues(name: string, values: readonly number[]): void {
  const isRising = values.every((value, i) => i === 0 || value > values[i - 1]!);
  if (values.length >= 2 && isRising && (values[0] ?? 0) > 0) return;
  throw new UsageError(
    `Growth needs at least two sizes above 0 that rise; ${name} has ${values.join(', ')}.`,
  );
}
