import { existsSync } from 'node:fs';
import path from 'node:path';
import type { SizeParameter } from '../core/model/size-parameter.js';
import { DEFAULT_SIZES, type ScaleRunOptions, type Sweep } from '../launch/scale-runs.js';
import { faultOf, setupSize, sweepsOf, type CommandFor } from '../launch/sweeps.js';
import { workloadCommand } from '../launch/workload-command.js';
import { UsageError } from './usage-error.js';

/** What the command line of `scale` says. */
export interface ScaleOptions extends ScaleRunOptions {
  readonly sizes?: readonly number[];
  readonly param: readonly SizeParameter[];
  readonly json?: true;
  readonly top?: number;
}

/** What to run, in which order. */
export interface ScalePlan {
  readonly sweeps: readonly Sweep[];
  readonly isWorkload: boolean;
}

/**
 * Plans the runs of `scale`, at the sizes that are asked for, else at those the module proposes.
 * Throws `UsageError`.
 */
export function planOf(
  words: readonly string[],
  isCommand: boolean,
  options: ScaleOptions,
  proposed: readonly SizeParameter[] | undefined,
): ScalePlan {
  if (options.param.length > 0 && options.sizes !== undefined) {
    throw new UsageError('Give either --sizes or --param, not both.');
  }
  const isNamed = options.param.length > 0;
  const parameters = isNamed ? options.param : sizesOf(options.sizes, proposed);
  for (const each of parameters) checkValues(each);
  if (isCommand) checkPlaceholders(words, parameters);
  const commandFor = isCommand ? placeholderCommand(words) : moduleCommand(words, isNamed);
  return { isWorkload: !isCommand, sweeps: sweepsOf(parameters, commandFor) };
}

function sizesOf(
  asked: readonly number[] | undefined,
  proposed: readonly SizeParameter[] | undefined,
): readonly SizeParameter[] {
  if (asked !== undefined) return [{ name: 'n', values: asked }];
  return proposed ?? [{ name: 'n', values: DEFAULT_SIZES }];
}

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
      size: isNamed ? values : setupSize(values),
    });
}

function checkPlaceholders(words: readonly string[], parameters: readonly SizeParameter[]): void {
  if (words.length === 0) throw new UsageError('Give a command after --.');
  for (const { name } of parameters) {
    if (words.some((word) => word.includes(`{${name}}`))) continue;
    throw new UsageError(
      `The command has no place for its size. Write {${name}} where it goes, ` +
        `for example: node rank.js {${name}}`,
    );
  }
}

function checkValues(parameter: SizeParameter): void {
  const fault = faultOf(parameter);
  if (fault !== undefined) throw new UsageError(fault);
}
