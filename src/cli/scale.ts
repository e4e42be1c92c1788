import { InvalidArgumentError, Option, type Command } from 'commander';
import type { ParameterScaling } from '../core/analysis/parameters.js';
import { scalingOf } from '../core/analysis/scale.js';
import type { SizeParameter } from '../core/model/size-parameter.js';
import { scaleJson, scaleText } from '../core/report/scale-report.js';
import { shownPath } from '../io/shown-path.js';
import { proposedSizes } from '../io/workload-sizes.js';
import { measureSweep } from '../launch/scale-runs.js';
import { seconds, wholeNumber } from './number-options.js';
import { planOf, type ScaleOptions } from './scale-plan.js';
import type { Terminal } from './terminal.js';

/** Rows of the table where nobody says otherwise. */
const DEFAULT_TOP = 20;

/** Who waits for one run longer than this has chosen too large a size, or started a server. */
const DEFAULT_TIMEOUT_S = 300;

/** `rankscope scale`: count what a program does at rising sizes, and say how it grows. */
export function addScaleCommand(program: Command, terminal: Terminal): void {
  program
    .command('scale')
    .summary('measure how the work of every loop and builtin grows with the size of the input')
    .description(
      'Runs a workload module, or a command with {n} in it, at rising sizes: under counters, which ' +
        'tell how much every loop and every costly builtin has to do, and, apart from that, ' +
        'without them for time. Says what grows faster than its input.',
    )
    .argument('[words...]', 'a workload module, or a command and its arguments after --')
    .option('--sizes <list>', 'sizes of the input, for example 250,500,1000,2000', numberList)
    .option(
      '--param <name=list>',
      'a parameter and its values; give it again for each, and they rise one at a time',
      parameter,
      [],
    )
    .option('--no-time', 'count only')
    .option('--deps <names>', 'count inside these packages of node_modules, too', nameList, [])
    .addOption(
      new Option('--counter <how>', 'coverage counts loop bodies only, and changes no code')
        .choices(['rewrite', 'coverage'])
        .default('rewrite'),
    )
    .option('--timeout <s>', 'end a run that takes longer', seconds, DEFAULT_TIMEOUT_S)
    .option('--top <n>', 'rows of the table', wholeNumber(1, 100_000))
    .option('--json', 'print one JSON document on stdout and nothing else')
    .addHelpText(
      'after',
      `
Examples:
  $ rankscope scale rank.workload.ts
  $ rankscope scale --sizes 250,500,1000,2000 -- node dist/rank.js --items {n}
  $ rankscope scale --param users=100,200,400 --param items=500,1000,2000 feed.workload.ts`,
    )
    .action(async (words: string[], options: ScaleOptions) => {
      await runScale(words, options, terminal);
    });
}

async function runScale(
  words: readonly string[],
  options: ScaleOptions,
  terminal: Terminal,
): Promise<void> {
  const isCommand = process.argv.includes('--');
  const cwd = process.cwd();
  const [module] = words;
  const proposed = isCommand || module === undefined ? undefined : proposedSizes(module);
  const { sweeps, isWorkload } = planOf(words, isCommand, options, proposed);
  const request = {
    cwd,
    env: process.env,
    agentFolder: __dirname,
    // What the target prints is no part of the result, and comes once for each run.
    stdio: ['ignore', 'ignore', 'inherit'] as ('ignore' | 'inherit')[],
  };
  const scaled: ParameterScaling[] = [];
  const warnings = [];
  for (const sweep of sweeps) {
    const { parameter: name, held } = sweep;
    const measured = await measureSweep(sweep, {
      ...{ request, options, isWorkload },
      onStep: ({ size }, step) => {
        if (step === 'count') terminal.note(`${name} = ${size}`);
      },
    });
    warnings.push(...measured.warnings);
    scaled.push({ parameter: name, held, scaling: scalingOf(measured.runs) });
  }
  if (options.counter === 'coverage') {
    warnings.push({
      code: 'loops-only',
      message: 'Counted by coverage: the rounds of loops only, no builtins and no calls.',
    });
  }
  if (options.json === true) {
    terminal.out(`${JSON.stringify(scaleJson(scaled, warnings, options.counter), null, 2)}\n`);
    return;
  }
  terminal.out(
    scaleText(scaled, warnings, {
      top: options.top ?? DEFAULT_TOP,
      style: terminal.style,
      showPath: (file) => shownPath(file, cwd),
    }),
  );
}

function numberList(text: string): number[] {
  const values = text.split(',').map(Number);
  if (values.every((value) => Number.isFinite(value) && value > 0)) return values;
  throw new InvalidArgumentError('It has to be a list of numbers above 0, like 250,500,1000.');
}

function nameList(text: string, before: readonly string[]): string[] {
  return [...before, ...text.split(',').filter((name) => name !== '')];
}

function parameter(text: string, before: readonly SizeParameter[]): SizeParameter[] {
  const match = /^(\w+)=(.+)$/.exec(text);
  if (match === null) {
    throw new InvalidArgumentError('It has to be a name and its values, like items=500,1000,2000.');
  }
  const [, name = '', list = ''] = match;
  return [...before, { name, values: numberList(list) }];
}
