import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIST, targetFile } from './run-target.js';
import { median } from './statistics.js';

const MINUTES = Number(process.env['BENCH_MINUTES'] ?? 60);

/** Resident memory of a process, in MB, over time. */
interface Series {
  readonly first: number;
  readonly middle: number;
  readonly last: number;
  readonly max: number;
}

/** How much memory does a recording of an hour add to its target, and does it grow? */
export async function memoryOverTime(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rankscope-bench-'));
  const every = Math.max(1, Math.round((MINUTES * 60) / 60));
  const command = [
    process.execPath,
    targetFile('steady-worker.mjs'),
    String(MINUTES),
    String(every),
  ];
  const record = [process.execPath, join(DIST, 'cli.js'), 'record', '--out', folder, '--'];
  const [without, withIt] = await Promise.all([series(command), series([...record, ...command])]);
  rmSync(folder, { recursive: true, force: true });
  console.log(`Resident memory in MB of a steady service over ${MINUTES} minutes\n`);
  console.log('| | first tenth | middle | last tenth | highest |');
  console.log('|---|---|---|---|---|');
  for (const [name, row] of [
    ['without', without],
    ['with', withIt],
  ] as const) {
    const cells = [row.first, row.middle, row.last, row.max].map((mb) => mb.toFixed(0));
    console.log(`| ${[name, ...cells].join(' | ')} |`);
  }
}

async function series(command: readonly string[]): Promise<Series> {
  const [file = '', ...args] = command;
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  const megabytes = output
    .split('\n')
    .filter((line) => line.startsWith('{"at"'))
    .map((line) => (JSON.parse(line) as { rss: number }).rss / 1e6);
  const tenth = Math.max(1, Math.floor(megabytes.length / 10));
  return {
    first: median(megabytes.slice(0, tenth)),
    middle: median(megabytes.slice(4 * tenth, 6 * tenth)),
    last: median(megabytes.slice(-tenth)),
    max: Math.max(...megabytes),
  };
}
