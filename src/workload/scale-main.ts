import { writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  COUNTING_ENV,
  COUNTING_VERSION,
  parseCountingOptions,
  TIMES_ENDING,
  type TimesFile,
} from '../protocol/counting.js';
import { endRecording, startRecording } from './deferred-agent.js';
import { failureText, inStep } from './failures.js';
import { scaleArguments, type ScaleArguments } from './scale-arguments.js';
import { exportedFunction, loadModule, optionalFunction, setupSize } from './workload-module.js';

/** How long what the module has left open may keep the process after all is done. */
const LINGER_MS = 1000;

/** More runs than this do not make a median any better. */
const MOST_RUNS = 30;

interface Counting {
  restart(): void;
  finish(): void;
}

/**
 * Runs a workload module at one size: once under counters, or several times for the clock. Each run
 * has an input of its own, as it may change it; only runs are counted, timed and recorded.
 */
async function runScaled({ file, size: asked, mode, budgetMs }: ScaleArguments): Promise<void> {
  const module = await inStep(`${file} cannot be loaded`, () => loadModule(file));
  const run = exportedFunction(module, 'run', file);
  const [setup, check, teardown] = ['setup', 'check', 'teardown'].map((name) => {
    const found = optionalFunction(module, name, file);
    return found && ((value: unknown) => inStep(`${name} of ${file} failed`, () => found(value)));
  });
  const counting = Reflect.get(globalThis, Symbol.for('rankscope.counting')) as
    Counting | undefined;
  const size = setupSize(module, asked);
  const runs: number[] = [];
  const start = performance.now();
  do {
    const input = setup === undefined ? size : await setup(size);
    if (runs.length === 0) startRecording();
    if (mode === 'count') counting?.restart();
    const before = performance.now();
    const output = await inStep(`run of ${file} failed`, () => run(input));
    runs.push(performance.now() - before);
    if (mode === 'count') counting?.finish();
    await check?.(output);
    await teardown?.(input);
  } while (mode === 'time' && runs.length < MOST_RUNS && performance.now() - start < budgetMs);
  endRecording();
  writeTimes(runs);
}

function writeTimes(ms: readonly number[]): void {
  const folder = parseCountingOptions(process.env[COUNTING_ENV])?.folder;
  if (folder === undefined) return;
  const times: TimesFile = { version: COUNTING_VERSION, pid: process.pid, of: 'runs', ms };
  writeFileSync(path.join(folder, `${process.pid}-runs${TIMES_ENDING}`), JSON.stringify(times));
}

async function main(): Promise<void> {
  try {
    await runScaled(scaleArguments(process.argv.slice(2)));
  } catch (error) {
    console.error(failureText(error));
    process.exitCode = 1;
  }
  // A pool of connections or a server without a teardown would never end by itself.
  setTimeout(() => process.exit(), LINGER_MS).unref();
}

void main();
