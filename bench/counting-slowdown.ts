import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { countingEnvironment } from '../src/launch/measured-run.js';
import { COUNTING_VERSION } from '../src/protocol/counting.js';
import { nodeBinary } from '../test/support/tools.js';
import { DIST, targetFile } from './run-target.js';
import { median, pairedRatio, ratioText } from './statistics.js';

const PAIRS = Number(process.env['BENCH_PAIRS'] ?? 7);
const MAJORS = (process.env['BENCH_NODES'] ?? '20,24').split(',').map(Number);
const ROUNDS = '60';

const KERNELS = ['similarity', 'membership', 'pipeline', 'rerank', 'joins', 'text', 'trees'];

/** How much longer do kernels of ranking code take under counters? */
export function countingSlowdown(): Promise<void> {
  console.log('| Node | kernel | without, ms | with / without |');
  console.log('|---|---|---|---|');
  for (const major of MAJORS) {
    const ratios: number[] = [];
    for (const kernel of KERNELS) {
      const without: number[] = [];
      const counted: number[] = [];
      for (let pair = 0; pair < PAIRS; pair++) {
        // Which one goes first alternates, so that a machine that gets warmer favours neither.
        for (const isCounted of pair % 2 === 0 ? [false, true] : [true, false]) {
          (isCounted ? counted : without).push(kernelMs(major, kernel, isCounted));
        }
      }
      const ratio = pairedRatio(counted, without);
      ratios.push(ratio.value);
      console.log(`| ${major} | ${kernel} | ${median(without).toFixed(0)} | ${ratioText(ratio)} |`);
    }
    const worst = Math.max(...ratios).toFixed(2);
    console.log(`| ${major} | median and worst | | ${median(ratios).toFixed(2)}, ${worst} |`);
  }
  return Promise.resolve();
}

function kernelMs(major: number, kernel: string, isCounted: boolean): number {
  const folder = mkdtempSync(path.join(tmpdir(), 'rankscope-counts-'));
  const env = isCounted
    ? countingEnvironment(process.env, DIST, {
        ...{ version: COUNTING_VERSION, folder, counter: 'rewrite', deps: [], replacements: [] },
      })
    : process.env;
  const args = [targetFile('counting-kernels.mjs'), kernel, ROUNDS];
  const { stdout } = spawnSync(nodeBinary(major), args, { env, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return Number(stdout);
}
