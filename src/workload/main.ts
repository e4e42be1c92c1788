import { workloadArguments, type WorkloadArguments } from './arguments.js';
import { callAgain } from './call-again.js';
import { endRecording, startRecording } from './deferred-agent.js';
import { failureText, inStep } from './failures.js';
import {
  exportedFunction,
  loadModule,
  optionalFunction,
  setupSize,
  sizeOf,
} from './workload-module.js';

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
  const input = await setup?.(setupSize(module, n));
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
