import { endRecording, startRecording } from './deferred-agent.js';
import { WorkloadError, workloadArguments, type WorkloadArguments } from './arguments.js';
import { exportedFunction, loadModule, optionalFunction, sizeOf } from './workload-module.js';

/** What the calls of a workload's function came to. */
interface Calls {
  readonly count: number;
  readonly ms: number;
  readonly first: unknown;
}

/**
 * Runs a workload module: sets up its input, then calls one function with it again and again. Only
 * these calls are recorded.
 */
async function runWorkload({ file, exported, size, seconds }: WorkloadArguments): Promise<string> {
  const module = await loadModule(file);
  const run = exportedFunction(module, exported, file);
  const setup = optionalFunction(module, 'setup', file);
  const n = sizeOf(module, size);
  const input = setup === undefined ? undefined : await setup(n);
  startRecording();
  const calls = await callAgain(run, input, seconds);
  endRecording();
  await optionalFunction(module, 'check', file)?.(calls.first);
  await optionalFunction(module, 'teardown', file)?.(input);
  const each = (calls.ms / calls.count).toPrecision(3);
  const about = setup === undefined ? '' : `, size ${n}`;
  return `${exported}: ${calls.count} ${calls.count === 1 ? 'call' : 'calls'}, ${each} ms each${about}`;
}

async function callAgain(
  run: (input: unknown) => unknown,
  input: unknown,
  seconds: number,
): Promise<Calls> {
  const start = performance.now();
  const first = await run(input);
  let count = 1;
  while (performance.now() - start < seconds * 1000) {
    await run(input);
    count += 1;
  }
  return { count, ms: performance.now() - start, first };
}

async function main(): Promise<void> {
  try {
    console.log(await runWorkload(workloadArguments(process.argv.slice(2))));
  } catch (error) {
    // What the module itself throws is for its author, who needs the stack.
    console.error(error instanceof WorkloadError ? error.message : error);
    process.exitCode = 1;
  }
}

void main();
