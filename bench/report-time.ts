import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIST } from './run-target.js';
import { median, quantile } from './statistics.js';

const RUNS = Number(process.env['BENCH_PAIRS'] ?? 10);
const SAMPLE = join(__dirname, '..', 'samples', 'movie-feed', 'dist', 'rank-once.js');

/** Makes the sample run for about ten seconds, and tell when its last line has run. */
const TARGET = `
process.argv.splice(1, 0, ${JSON.stringify(SAMPLE)});
process.on('exit', () => { process.stderr.write('ended ' + Date.now() + '\\n'); });
import(require('node:url').pathToFileURL(${JSON.stringify(SAMPLE)}));
`;

/** How long after the end of a recording of some ten seconds does its report stand there? */
export async function reportTime(): Promise<void> {
  const waits: number[] = [];
  const lengths: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const folder = mkdtempSync(join(tmpdir(), 'rankscope-bench-'));
    const { waitMs, lengthMs } = await recordSample(folder);
    waits.push(waitMs);
    lengths.push(lengthMs);
    rmSync(folder, { recursive: true, force: true });
  }
  console.log('| recording, s | end of target → report printed, ms (median) | slowest |');
  console.log('|---|---|---|');
  const seconds = (median(lengths) / 1000).toFixed(1);
  console.log(`| ${seconds} | ${median(waits).toFixed(0)} | ${quantile(waits, 1).toFixed(0)} |`);
}

async function recordSample(folder: string): Promise<{ waitMs: number; lengthMs: number }> {
  const start = Date.now();
  const command = [process.execPath, '-e', TARGET, '--', '--batch', '48'];
  const child = spawn(
    process.execPath,
    [join(DIST, 'cli.js'), 'record', '--out', folder, '--', ...command],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let notes = '';
  let printedAt = 0;
  child.stdout.on('data', () => (printedAt = Date.now()));
  child.stderr.on('data', (chunk: Buffer) => (notes += chunk.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  const endedAt = Number(/^ended (\d+)$/m.exec(notes)?.[1]);
  return { waitMs: printedAt - endedAt, lengthMs: endedAt - start };
}
