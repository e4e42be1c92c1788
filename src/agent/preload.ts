import * as fs from 'fs';
import * as path from 'path';

/*
 * The file that `--require` loads into every Node process of a target. It has to parse on a Node
 * of any age, and does nothing but to decide whether the agent fits.
 */

/** The oldest Node with everything the agent uses (`v8.GCProfiler` came with 18.15). */
const OLDEST_MAJOR = 18;

/** Runners whose own work nobody wants to see; what they start is recorded all the same. */
const PACKAGE_MANAGER = /^(npm|npx|pnpm|pnpx|yarn|yarnpkg|corepack)(-cli)?(\.c?js)?$/;

function reportTooOld(): void {
  const options = JSON.parse(process.env['RANKSCOPE_AGENT'] as string) as { folder: string };
  const description = {
    version: 1,
    pid: process.pid,
    ppid: process.ppid,
    tid: 0,
    name: 'main',
    node: process.version,
    argv: process.argv,
    agentFolder: __dirname,
    clock: { monotonicUs: 0, epochMs: Date.now() },
    samplers: [],
    intervalUs: 0,
    notes: [{ code: 'node-too-old', message: `Node ${process.version} is too old to be recorded` }],
    endedUs: 0,
  };
  fs.writeFileSync(
    path.join(options.folder, `${process.pid}-0.thread.json`),
    JSON.stringify(description),
  );
}

try {
  if (process.env['RANKSCOPE_AGENT'] !== undefined) {
    const major = Number(process.versions.node.split('.')[0]);
    if (major < OLDEST_MAJOR) reportTooOld();
    else if (!PACKAGE_MANAGER.test(path.basename(process.argv[1] || ''))) {
      (module.require(path.join(__dirname, 'agent.js')) as { startAgent: () => void }).startAgent();
    }
  }
} catch (error) {
  // A profiler must not break its host. The launcher notices that nothing was recorded and says so.
  if (process.env['RANKSCOPE_DEBUG'] !== undefined) process.stderr.write(`${String(error)}\n`);
}
