import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunInfo } from '../io/recording-folder.js';
import { agentOptions, type RecordOptions } from './agent-environment.js';
import { ControlServer } from './control-server.js';
import { findInspector } from './find-inspector.js';
import { InspectorClient } from './inspector-client.js';
import { LaunchError } from './launch-error.js';
import type { ProcessFigures } from './launch-target.js';
import { threadFiles } from './record.js';

/** A running process to record. */
export interface AttachRequest {
  /** Its process id, or the `host:port` of its inspector. */
  readonly process: { readonly pid: number } | { readonly inspect: string };
  readonly folder: string;
  readonly agentFolder: string;
  readonly options: RecordOptions;
  /** End the recording after this time; `undefined` waits for `stop` or the end of the process. */
  readonly durationMs: number | undefined;
  readonly stop: AbortSignal;
  /** Told once the process is being recorded. */
  readonly onStarted: (pid: number) => void;
  /** Told about once a second what the process uses. */
  readonly onFigures?: (figures: ProcessFigures) => void;
}

/** How long the process may take to write down what it has. */
const DETACH_TIMEOUT_MS = 10_000;

/**
 * Records a process that is running already, and leaves it running as it was. Afterwards the
 * folder holds everything the agent has written. Throws `LaunchError` when it cannot be reached.
 */
export async function attach(request: AttachRequest): Promise<RunInfo> {
  const { client, wasWoken } =
    'pid' in request.process
      ? await findInspector(request.process.pid)
      : { client: await InspectorClient.connect(request.process.inspect), wasWoken: false };
  const control = new ControlServer((message) => {
    if (message.type === 'figures') request.onFigures?.(message);
  });
  const startedAt = performance.now();
  try {
    await control.listen();
    const pid = Number(await client.evaluate('process.pid'));
    const options = agentOptions(request.folder, control.address, request.options);
    const agentFile = join(request.agentFolder, 'agent.js');
    await client.evaluate(startExpression(agentFile, JSON.stringify(options)));
    await waitForAgent(control, request.folder);
    // A process that ends waits for whoever is still connected to its inspector.
    client.close();
    request.onStarted(pid);
    await untilStopped(control, request);
    const wallUs = Math.round((performance.now() - startedAt) * 1000);
    await detach(control, wasWoken);
    return runInfo(request, wallUs);
  } finally {
    control.close();
    client.close();
  }
}

/** The inspector's own `require` is there in CommonJS and ES modules alike. */
function startExpression(agentFile: string, options: string): string {
  const file = JSON.stringify(agentFile);
  return `require(${file}).startAgent(${JSON.stringify(options)})`;
}

async function waitForAgent(control: ControlServer, folder: string): Promise<void> {
  const deadline = Date.now() + 5000;
  while (Date.now() < deadline) {
    if (threadFiles(folder).length > 0 && control.agentCount > 0) return;
    await sleep(20);
  }
  throw new LaunchError(
    'no-inspector',
    'The process was reached, but its agent does not report back. Only processes of this machine, with access to the same files, can be recorded.',
  );
}

async function untilStopped(control: ControlServer, request: AttachRequest): Promise<void> {
  const startedAt = performance.now();
  while (!request.stop.aborted && control.agentCount > 0) {
    const passed = performance.now() - startedAt;
    if (request.durationMs !== undefined && passed >= request.durationMs) return;
    const rest = request.durationMs === undefined ? 100 : request.durationMs - passed;
    await sleep(Math.min(100, Math.max(1, rest)));
  }
}

async function detach(control: ControlServer, closesInspector: boolean): Promise<void> {
  control.send({ type: 'detach', closesInspector });
  const deadline = Date.now() + DETACH_TIMEOUT_MS;
  while (control.agentCount > 0 && Date.now() < deadline) await sleep(10);
}

function runInfo(request: AttachRequest, wallUs: number): RunInfo {
  const [first] = threadFiles(request.folder);
  return {
    command: first?.argv ?? [],
    cwd: process.cwd(),
    exitCode: null,
    signal: null,
    wallUs,
    heapSnapshots: readdirSync(request.folder).filter((name) => name.endsWith('.heapsnapshot')),
    warnings: [],
  };
}
