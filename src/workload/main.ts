import { WorkloadError, workloadArguments, type WorkloadArguments } from './arguments.js';
import { callAgain } from './call-again.js';
import { endRecording, startRecording } from './deferred-agent.js';
import { exportedFunction, loadModule, optionalFunction, sizeOf } from './workload-module.js';

/** How long what the module has left open may keep the process after all is done. */
const LINGER_MS = 1000;

/**
 * Runs a workload module: sets up its input, then calls one function with it again and again. Only
 * these calls are recorded.
 */
async function runWorkload({ file, exported, size, seconds }: WorkloadArguments): Promise<string> {
  const module = await inStep(`${file} cannot be loaded`, () => loadModule(file));
  const run = exportedFunction(module, exported, file);
  const [setup, check, teardown] = ['setup', 'check', 'teardown'].map((name) => {
    const found = optionalFunction(module, name, file);
    return found && ((value: unknown) => inStep(`${name} of ${file} failed`, () => found(value)));
  });
  const n = sizeOf(module, size);
  const input = await setup?.(n);
  startRecording();
  const calls = await inStep(`${exported} of ${file} failed`, () =>
    callAgain(run, input, seconds * 1000),
  );
  endRecording();
  await check?.(calls.first);
  await teardown?.(input);
  const each = (calls.ms / calls.count).toPrecision(3);
  const about = setup === undefined ? '' : `, size ${n}`;
  return `${exported}: ${calls.count} ${calls.count === 1 ? 'call' : 'calls'}, ${each} ms each${about}`;
}

/** What the module itself throws becomes the cause of a sentence that says when. */
async function inStep<T>(failure: string, step: () => T | Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof WorkloadError) throw error;
    throw new WorkloadError(`${failure}:`, { cause: error });
  }
}

/** What a failure looks like to the author of a module, who needs the stack of theirs. */
function failureText(error: unknown): string {
  if (!(error instanceof WorkloadError)) return stackOf(error);
  return error.cause === undefined ? error.message : `${error.message} ${stackOf(error.cause)}`;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function main(): Promise<void> {
  try {
    console.log(await runWorkload(workloadArguments(process.argv.slice(2))));
  } catch (error) {
    console.error(failureText(error));
    process.exitCode = 1;
  }
  // A pool of connections or a server without a teardown would never end by itself.
  setTimeout(() => process.exit(), LINGER_MS).unref();
}

void main();
