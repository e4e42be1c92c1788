import { accuracy } from './accuracy/accuracy.js';
import { minifiedAccuracy } from './accuracy/minified.js';
import { agentStartUp } from './agent-start-up.js';
import { countingConformance } from './counting-conformance.js';
import { countingSlowdown } from './counting-slowdown.js';
import { cpuOverhead } from './cpu-overhead.js';
import { editorWaits } from './editor.js';
import { corpusByScale, corpusByScan } from './growth-corpus.js';
import { httpLatency } from './http-latency.js';
import { memoryOverTime } from './memory-over-time.js';
import { panelPaint } from './panel-paint.js';
import { realPackages } from './real-packages.js';
import { reportTime } from './report-time.js';
import { scanThroughput } from './scan-throughput.js';

/** Every benchmark by the name one gives it: `npm run bench -- cpu http`. */
const BENCHMARKS: Readonly<Record<string, () => Promise<void>>> = {
  accuracy,
  'corpus-scale': corpusByScale,
  'corpus-scan': corpusByScan,
  'counting-conformance': countingConformance,
  'counting-slowdown': countingSlowdown,
  cpu: cpuOverhead,
  http: httpLatency,
  'start-up': agentStartUp,
  report: reportTime,
  panel: panelPaint,
  scan: scanThroughput,
  editor: editorWaits,
  packages: realPackages,
  minified: minifiedAccuracy,
  memory: memoryOverTime,
};

/** `memory` takes an hour, and `editor` needs the packaged extension: both only when asked for. */
const USUAL = ['cpu', 'http', 'start-up', 'report', 'panel', 'scan'];

async function main(asked: readonly string[]): Promise<void> {
  for (const name of asked.length > 0 ? asked : USUAL) {
    const benchmark = BENCHMARKS[name];
    if (benchmark === undefined) {
      const known = Object.keys(BENCHMARKS).join(', ');
      throw new Error(`There is no benchmark "${name}". There are: ${known}.`);
    }
    console.log(`\n## ${name}\n`);
    await benchmark();
  }
}

void main(process.argv.slice(2));
