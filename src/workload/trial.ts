import { writeFileSync } from 'node:fs';
import {
  parseTrialRequest,
  TRIAL_ENV,
  type TrialOutput,
  type TrialRequest,
  type TrialResult,
  type TrialStep,
} from '../protocol/trial.js';
import { WorkloadError } from './arguments.js';
import { portable } from './portable.js';
import { timedCalls } from './timed-calls.js';
import {
  exportedFunction,
  loadModule,
  optionalFunction,
  setupSize,
  sizesOf,
  type Exports,
  type WorkloadFunction,
} from './workload-module.js';

/** What the module itself has thrown, and when. */
class StepError extends Error {
  readonly step: TrialStep;
  readonly size: number | undefined;

  constructor(step: TrialStep, size: number | undefined, cause: unknown) {
    super(`${step} failed`, { cause });
    this.step = step;
    this.size = size;
  }
}

async function inStep<T>(
  step: TrialStep,
  size: number | undefined,
  work: () => T | Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new StepError(step, size, error);
  }
}

/** The functions of a workload module, with sizes. */
interface Workload {
  readonly run: WorkloadFunction;
  readonly setup: WorkloadFunction | undefined;
  readonly check: WorkloadFunction | undefined;
  readonly teardown: WorkloadFunction | undefined;
  readonly sizes: readonly number[];
  /** What `setup` is given for a size. */
  readonly given: (size: number | undefined) => unknown;
}

async function load({ file, exported, sizes }: TrialRequest): Promise<Workload> {
  const module: Exports = await inStep('load', undefined, () => loadModule(file));
  const setup = optionalFunction(module, 'setup', file);
  return {
    run: exportedFunction(module, exported, file),
    setup,
    check: optionalFunction(module, 'check', file),
    teardown: optionalFunction(module, 'teardown', file),
    sizes: sizesOf(module, sizes),
    given: (size) => setupSize(module, size),
  };
}

async function outputsOf(workload: Workload): Promise<TrialResult> {
  const outputs: TrialOutput[] = [];
  for (const size of workload.sizes) outputs.push(await outputAt(workload, size));
  return { kind: 'outputs', outputs };
}

async function outputAt(
  { run, setup, check, teardown, given }: Workload,
  size: number,
): Promise<TrialOutput> {
  const value = given(size);
  const input = await inStep('setup', size, () => (setup === undefined ? value : setup(value)));
  const output = await inStep('run', size, () => run(input));
  // Packed first: a check may sort what it gets.
  const packed = portable(output);
  const rejected = check && (await rejection(() => check(output)));
  await inStep('teardown', size, () => teardown?.(input));
  return { size, output: packed, rejected };
}

/** What a check says against an output; `''` for nothing. */
async function rejection(check: () => unknown): Promise<string> {
  try {
    await check();
    return '';
  } catch (error) {
    return messageOf(error) || 'It threw an error without a message.';
  }
}

async function timesOf({ run, setup, teardown, sizes, given }: Workload): Promise<TrialResult> {
  const [size] = sizes;
  const value = given(size);
  const inputs: unknown[] = [];
  const times = await inStep('run', size, () =>
    timedCalls({
      run,
      makeInput: async () => {
        const input = setup === undefined ? value : await setup(value);
        if (teardown !== undefined) inputs.push(input);
        return input;
      },
    }),
  );
  for (const input of inputs) await inStep('teardown', size, () => teardown?.(input));
  return { kind: 'times', ...times };
}

async function resultOf(request: TrialRequest): Promise<TrialResult> {
  try {
    const workload = await load(request);
    return request.kind === 'outputs' ? await outputsOf(workload) : await timesOf(workload);
  } catch (error) {
    if (!(error instanceof StepError)) {
      return { kind: 'failed', step: 'load', size: undefined, message: messageOf(error) };
    }
    const { step, size, cause } = error;
    return { kind: 'failed', step, size, message: messageOf(cause) };
  }
}

function messageOf(error: unknown): string {
  if (error instanceof WorkloadError) return error.message;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

async function main(): Promise<void> {
  const request = parseTrialRequest(process.env[TRIAL_ENV]);
  // The module's own processes are no trials.
  Reflect.deleteProperty(process.env, TRIAL_ENV);
  if (request === undefined) throw new Error(`${TRIAL_ENV} holds no request for a trial.`);
  const result = await resultOf(request);
  writeFileSync(request.resultFile, JSON.stringify(result));
  // What the module has left open is of no use to anybody any more.
  process.exit();
}

void main();
