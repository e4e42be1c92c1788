import { summarize } from '../../../src/core/analysis/summarize.js';
import { reportData, type ReportData } from '../../../src/core/analysis/report-data.js';
import { ProfileBuilder, ROOT_NODE } from '../../../src/core/model/profile-builder.js';
import type { Profile } from '../../../src/core/model/profile.js';
import type {
  GcKind,
  GcPause,
  Recording,
  ThreadRecording,
} from '../../../src/core/model/recording.js';
import { NO_SOURCES, type SourceLibrary } from '../../../src/core/source/source-library.js';
import { profileFromText } from '../../support/profile-from-text.js';

/** A recording of one thread; what is left out was not measured. */
export function recording(
  thread: Partial<ThreadRecording>,
  rest: Partial<Recording> = {},
): Recording {
  return {
    target: {
      command: ['node', 'dist/rank-once.js', '--users', '40'],
      node: 'v20.20.2',
      exitCode: 0,
      signal: null,
      wallUs: 1_250_000,
    },
    threads: [{ pid: 100, tid: 0, name: 'main', gc: [], ...thread }],
    samplers: ['v8-profiler-next'],
    sourceHashes: new Map(),
    warnings: [],
    ...rest,
  };
}

/** What a page shows of a recording. */
export function dataOf(made: Recording, sources: SourceLibrary = NO_SOURCES): ReportData {
  const recordedAtMs = Date.UTC(2026, 0, 15, 10, 30);
  return reportData(summarize(made, sources), sources, { version: '1.2.3', recordedAtMs });
}

/** Sources that are only in memory. */
export function sourcesOf(texts: Readonly<Record<string, string>>): SourceLibrary {
  return { ...NO_SOURCES, text: (file) => (Object.hasOwn(texts, file) ? texts[file] : undefined) };
}

/** Line 6 of `score.ts` takes half of 1000 ms, the collector a tenth. */
const PLANTED_STACKS = `
  main@/app/src/main.ts:1#3>rank@/app/src/rank.ts:5#8>score@/app/src/score.ts:3#6 500000
  main@/app/src/main.ts:1#3>rank@/app/src/rank.ts:5#8>score@/app/src/score.ts:3#7 50000
  main@/app/src/main.ts:1#3>rank@/app/src/rank.ts:5#9>sort@/app/node_modules/tiny-sort/index.js:2#4 150000
  main@/app/src/main.ts:1#3>rank@/app/src/rank.ts:5#9>sort@/app/node_modules/tiny-sort/index.js:2#4>score@/app/src/score.ts:3#6 50000
  main@/app/src/main.ts:1#4>readFileSync@node:fs:440 80000
  main@/app/src/main.ts:1#4>JSON.parse 70000
  (garbage collector) 100000
  (idle) 250000
`;

export const SCORE_SOURCE = [
  "import type { Item } from './types';",
  '',
  'export function score(items: Item[], seen: number[]): number {',
  '  let sum = 0;',
  '  for (const item of items) {',
  '    if (!seen.includes(item.id)) sum += item.weight; // planted: O(n²)',
  '    sum *= 0.5;',
  '  }',
  '  return sum;',
  '}',
].join('\n');

/** A recording whose costs are known. */
export function plantedData(): ReportData {
  const timeline = profileFromText(PLANTED_STACKS, {
    timeline: true,
    sampleCount: 1250,
    intervalUs: 1000,
  });
  const allocations = profileFromText(
    `main@/app/src/main.ts:1>rank@/app/src/rank.ts:5>copy@/app/src/rank.ts:20 60000000
     main@/app/src/main.ts:1>rank@/app/src/rank.ts:5>score@/app/src/score.ts:3 20000000
     main@/app/src/main.ts:1>readFileSync@node:fs:440 20000000`,
    { kind: 'allocations' },
  );
  const gc = [
    pause('minor', 10_000, 4000),
    pause('minor', 520_000, 6000),
    pause('major', 570_000, 30_000),
  ];
  const made = recording(
    { timeline, allocations, gc },
    { warnings: [{ code: 'no-maps', message: 'One source map could not be read.' }] },
  );
  return dataOf(made, sourcesOf({ '/app/src/score.ts': SCORE_SOURCE }));
}

/** One stop of a thread. */
export function pause(kind: GcKind, startUs: number, durationUs: number): GcPause {
  return { kind, startUs, durationUs, freedBytes: 0, timing: 'exact' };
}

/** A CPU profile whose tree has this many nodes, in stacks of `depth` functions of equal cost. */
export function evenProfile(nodes: number, depth: number): Profile {
  const builder = new ProfileBuilder(CPU);
  let made = 1;
  for (let stack = 0; made < nodes; stack++) {
    let node = ROOT_NODE;
    for (let level = 0; level < depth && made < nodes; level++, made++) {
      const file = `/app/src/module-${stack % 40}.ts`;
      const name = `stack${stack}level${level}`;
      node = builder.child(node, builder.function({ name, file, line: level + 1 }), level + 2);
    }
    builder.addSelf(node, 1000);
  }
  builder.setSampling(nodes, 1000);
  return builder.build();
}

/** A CPU profile as real ones are: few heavy stacks, many light ones, recursion and native code. */
export function unevenProfile(nodes: number, functions = 900): Profile {
  const builder = new ProfileBuilder(CPU);
  const random = randomFrom(7);
  const made = [ROOT_NODE];
  const ids = Array.from({ length: functions }, (_, i) =>
    builder.function(
      i % 7 === 0 ? { name: `builtin${i}` } : { name: `fn${i}`, file: fileOf(i), line: i },
    ),
  );
  while (builder.nodeCount < nodes) {
    const parent = made[Math.floor(random() ** 1.6 * made.length)] ?? ROOT_NODE;
    const before = builder.nodeCount;
    const id = Math.floor(random() ** 2 * functions);
    const node = builder.child(parent, ids[id] ?? 0, id + 1 + Math.floor(random() * 3));
    if (builder.nodeCount > before) made.push(node);
    builder.addSelf(node, Math.ceil(1000 * random() ** 6));
  }
  builder.setSampling(nodes * 3, 1000);
  return builder.build();
}

const CPU = { kind: 'cpu', unit: 'microseconds', valueName: 'cpu', hasCallLines: true } as const;

function fileOf(i: number): string {
  if (i % 5 === 0) return `/app/node_modules/package-${i % 30}/index.js`;
  return i % 11 === 0
    ? `node:internal/part${i % 9}`
    : `/app/src/area-${i % 12}/module-${i % 60}.ts`;
}

/** Numbers that look random and are the same each time. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
