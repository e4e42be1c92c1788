import { costsOf } from '../../src/core/analysis/costs.js';
import { fuseCallLines } from '../../src/core/analysis/fuse-call-lines.js';
import { gcOnStacks } from '../../src/core/analysis/gc-on-stacks.js';
import { resolveSources } from '../../src/core/analysis/resolve-sources.js';
import { summarize } from '../../src/core/analysis/summarize.js';
import { mergeProfiles } from '../../src/core/model/merge-profiles.js';
import type { Profile } from '../../src/core/model/profile.js';
import { UNKNOWN_LINE } from '../../src/core/model/units.js';
import type { LoadedRecording } from '../../src/io/recording-folder.js';
import type { LineShares } from './truth.js';

/** What one way to read a profile says of a program's lines. */
export interface MeasuredLines extends LineShares {
  /** How many lines it names on which no code stands. */
  readonly impossible: number;
}

/** Time of a line itself: with what it calls outside of one's own code, or without. */
export type OwnFigure = 'own' | 'self';

/** The lines Rankscope shows. */
export function rankscopeLines(
  recorded: LoadedRecording,
  folder: string,
  figure: OwnFigure = 'own',
): MeasuredLines {
  const { lines } = summarize(recorded.recording, recorded.sources);
  const timelines = profilesOf(recorded, 'timeline');
  // What a line causes holds the collections it causes.
  const whole = programValue(
    figure === 'own' ? timelines.map((each) => gcOnStacks(each)) : timelines,
    folder,
  );
  const rows = lines.map(({ file, line, selfUs, ownUs, totalUs }) => ({
    ...{ file, line, self: selfUs, own: ownUs, total: totalUs },
  }));
  return { ...sharesOf(rows, whole, folder, figure), impossible: impossibleLines(rows, recorded) };
}

/** The lines that a sampler alone names, through source maps but without any repair. */
export function samplerLines(
  recorded: LoadedRecording,
  sampler: 'timeline' | 'callLines',
  folder: string,
  figure: OwnFigure = 'own',
): MeasuredLines {
  const { sources } = recorded;
  const profiles = profilesOf(recorded, sampler);
  const whole = programValue(profiles, folder);
  const trees = profiles.map((each) =>
    each.hasCallLines ? each : fuseCallLines(each, undefined).profile,
  );
  const merged = mergeProfiles(trees);
  if (merged === undefined) return { self: new Map(), total: new Map(), impossible: 0 };
  const raw = costsOf(merged).lines;
  const { lines } = costsOf(resolveSources(merged, sources).profile);
  return {
    ...sharesOf(lines, whole, folder, figure),
    impossible: impossibleLines(raw, recorded),
  };
}

function profilesOf(recorded: LoadedRecording, sampler: 'timeline' | 'callLines'): Profile[] {
  return recorded.recording.threads
    .map((thread) => thread[sampler])
    .filter((profile) => profile !== undefined);
}

/** Value of all stacks that the program is on: not that of Node's start or of idling. */
function programValue(profiles: readonly Profile[], folder: string): number {
  let whole = 0;
  for (const { tree, functions } of profiles) {
    const isInside = new Uint8Array(tree.parent.length);
    for (let node = 1; node < isInside.length; node++) {
      const { file } = functions[tree.functionIndex[node]!]!;
      if (file.startsWith(folder) || isInside[tree.parent[node]!] === 1) isInside[node] = 1;
      if (isInside[node] === 1) whole += tree.self[node]!;
    }
  }
  return whole;
}

interface MeasuredRow {
  readonly file: string;
  readonly line: number;
  readonly self: number;
  readonly own: number;
  readonly total: number;
}

function sharesOf(
  rows: readonly MeasuredRow[],
  whole: number,
  folder: string,
  figure: OwnFigure,
): LineShares {
  const self = new Map<string, number>();
  const total = new Map<string, number>();
  for (const row of rows) {
    if (!row.file.startsWith(folder)) continue;
    self.set(`${row.file}:${row.line}`, row[figure] / whole);
    total.set(`${row.file}:${row.line}`, row.total / whole);
  }
  return { self, total };
}

function impossibleLines(rows: readonly MeasuredRow[], { sources }: LoadedRecording): number {
  return rows.filter(({ file, line }) => {
    const facts = line === UNKNOWN_LINE ? undefined : sources.facts(file);
    return facts !== undefined && !facts.isCodeLine(line);
  }).length;
}
