import { nodeBinary } from '../test/support/tools.js';
import { printedMs, runTarget, targetFile } from './run-target.js';
import { median } from './statistics.js';

const PAIRS = Number(process.env['BENCH_PAIRS'] ?? 15);

/** How much later does a program's first line run under the default recording? */
export async function agentStartUp(): Promise<void> {
  console.log('| Node | first line without, ms | with, ms | added (median of pairs), ms |');
  console.log('|---|---|---|---|');
  for (const major of [20, 22, 24, 26] as const) {
    const without: number[] = [];
    const withIt: number[] = [];
    for (let pair = 0; pair < PAIRS; pair++) {
      for (const recorded of pair % 2 === 0 ? [false, true] : [true, false]) {
        const args = [targetFile('first-line.mjs')];
        const { output } = await runTarget(nodeBinary(major), args, recorded);
        (recorded ? withIt : without).push(printedMs(output));
      }
    }
    const added = withIt.map((value, i) => value - (without[i] ?? NaN));
    const cells = [major, ...[without, withIt, added].map((list) => median(list).toFixed(1))];
    console.log(`| ${cells.join(' | ')} |`);
  }
}
