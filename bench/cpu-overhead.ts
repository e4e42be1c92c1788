import { nodeBinary } from '../test/support/tools.js';
import { printedMs, runTarget, targetFile } from './run-target.js';
import { median, pairedRatio, ratioText } from './statistics.js';

const PAIRS = Number(process.env['BENCH_PAIRS'] ?? 15);
/** `BENCH_NODES=20,24` measures these only. */
const MAJORS = (process.env['BENCH_NODES'] ?? '20,22,24,26').split(',').map(Number);
/** Some seconds, of which the start is a small part, as in the recordings people make. */
const ROUNDS = '600';

/** How much longer does a CPU-bound ranking kernel take under the default recording? */
export async function cpuOverhead(): Promise<void> {
  console.log('| Node | without, ms | kernel, with / without | whole process, with / without |');
  console.log('|---|---|---|---|');
  for (const major of MAJORS) {
    const node = nodeBinary(major);
    const kernel = { without: [] as number[], with: [] as number[] };
    const process = { without: [] as number[], with: [] as number[] };
    for (let pair = 0; pair < PAIRS; pair++) {
      // Which one goes first alternates, so that a machine that gets warmer favours neither.
      const order = pair % 2 === 0 ? [false, true] : [true, false];
      for (const recorded of order) {
        const args = [targetFile('ranking-kernel.mjs'), ROUNDS];
        const { output, wallMs } = await runTarget(node, args, recorded);
        const side = recorded ? 'with' : 'without';
        kernel[side].push(printedMs(output));
        process[side].push(wallMs);
      }
    }
    const cells = [
      String(major),
      median(kernel.without).toFixed(0),
      ratioText(pairedRatio(kernel.with, kernel.without)),
      ratioText(pairedRatio(process.with, process.without)),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}
