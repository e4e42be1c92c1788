import { originOf } from '../model/files.js';
import { mergeProfiles } from '../model/merge-profiles.js';
import type { FrameFunction, Profile, ThreadId } from '../model/profile.js';
import type { GcKind, Recording, ThreadRecording, Warning } from '../model/recording.js';
import type { Line1 } from '../model/units.js';
import { functionAt } from '../source/source-facts.js';
import type { SourceLibrary } from '../source/source-library.js';
import { chargePauses, type ChargedPause } from './charge-gc.js';
import { costsOf, type Costs } from './costs.js';
import { durationText } from './figures.js';
import { findingsOf } from './findings.js';
import { fuseCallLines } from './fuse-call-lines.js';
import { gcOnStacks } from './gc-on-stacks.js';
import { mendInlining, type MendedProfile } from './mend-inlining.js';
import { originalFunction, resolveSources, type ResolvedProfile } from './resolve-sources.js';
import type {
  AllocationSite,
  Attribution,
  FunctionRow,
  GcSummary,
  LineRow,
  Summary,
} from './summary.js';

/** Where did this recording spend its time, its memory and its garbage collection? */
export function summarize(recording: Recording, sources: SourceLibrary): Summary {
  const warnings: Warning[] = [...recording.warnings];
  const threads = recording.threads.map((thread) => ({
    ...thread,
    stacks: thread.timeline === undefined ? undefined : gcOnStacks(thread.timeline),
  }));
  const cpu = threads.map((thread) => cpuOf(thread, sources));
  warnings.push(...inliningWarnings(cpu.map(({ mended }) => mended)));
  const resolvedCpu = merged(
    cpu.map(({ profile }) => profile),
    sources,
  );
  const resolvedAllocations = merged(
    threads.map((thread) => thread.allocations),
    sources,
  );
  warnings.push(...(resolvedCpu?.warnings ?? []), ...(resolvedAllocations?.warnings ?? []));
  const cpuProfile = resolvedCpu?.profile;
  const allocationProfile = resolvedAllocations?.profile;
  const costs = cpuProfile === undefined ? NO_COSTS : costsOf(cpuProfile);
  const bytes = allocationProfile === undefined ? NO_COSTS : costsOf(allocationProfile);
  const gc = summarizeGc(threads, costs.busy, sources);
  const functions = functionRows(costs, bytes, gc, sources);
  const repairedLines = new Set(cpu.flatMap(({ mended }) => [...(mended?.repairedLines ?? [])]));
  const lines = lineRows(costs, repairedLines, resolvedCpu?.estimatedLines ?? new Set());
  const allocationSites = bytes.functions.map((cost): AllocationSite => ({
    function: cost.function,
    origin: cost.origin,
    bytes: cost.self,
    share: share(cost.self, bytes.busy),
  }));
  const answers = {
    functions,
    lines,
    gc,
    allocatedBytes: bytes.busy,
    allocationSites: allocationSites
      .filter((site) => site.bytes > 0)
      .sort((a, b) => b.bytes - a.bytes),
  };
  return {
    ...answers,
    target: recording.target,
    threads: threads.map(threadSummary),
    ...timeSpan(recording.threads),
    processCount: new Set(recording.threads.map((thread) => thread.pid)).size,
    cpu: {
      busyUs: costs.busy,
      idleUs: costs.idle,
      gcUs: costs.gc,
      programUs: costs.program,
      samples: cpuProfile?.sampleCount ?? 0,
      intervalUs: cpuProfile?.intervalUs ?? 0,
      samplers: recording.samplers,
    },
    findings: findingsOf(answers, costs.busy),
    warnings: uniqueWarnings(warnings),
    cpuProfile,
    allocationProfile,
  };
}

/** From the first sample or pause of any thread to the last. */
function timeSpan(threads: readonly ThreadRecording[]): { startUs: number; endUs: number } {
  let startUs = Infinity;
  let endUs = -Infinity;
  for (const { timeline, gc } of threads) {
    const samples = timeline?.timeline;
    const last = (samples?.startUs.length ?? 0) - 1;
    if (samples !== undefined && last >= 0) {
      startUs = Math.min(startUs, samples.startUs[0]!);
      endUs = Math.max(endUs, samples.startUs[last]! + samples.durationUs[last]!);
    }
    for (const pause of gc) {
      startUs = Math.min(startUs, pause.startUs);
      endUs = Math.max(endUs, pause.startUs + pause.durationUs);
    }
  }
  return startUs === Infinity ? { startUs: 0, endUs: 0 } : { startUs, endUs };
}

const NO_COSTS: Costs = { functions: [], lines: [], busy: 0, idle: 0, gc: 0, program: 0 };

interface ThreadWithStacks extends ThreadRecording {
  /** The timeline with collections on top of the stacks that caused them. */
  readonly stacks: Profile | undefined;
}

/** The CPU tree of one thread, with as many lines as its samplers know. */
function cpuOf(
  thread: ThreadWithStacks,
  sources: SourceLibrary,
): { profile: Profile | undefined; mended?: MendedProfile } {
  const { stacks, callLines } = thread;
  if (stacks === undefined) return { profile: callLines };
  if (stacks.hasCallLines) return { profile: stacks };
  const mended = mendInlining(stacks, sources);
  return { profile: fuseCallLines(mended.profile, callLines), mended };
}

function inliningWarnings(mended: readonly (MendedProfile | undefined)[]): Warning[] {
  const known = mended.filter((each) => each !== undefined);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const repaired = sum(known.map((each) => each.repaired));
  const dropped = sum(known.map((each) => each.dropped));
  const warnings: Warning[] = [];
  if (repaired > 0) {
    warnings.push({
      code: 'inlining-repaired',
      message: `${durationText(repaired)} that V8 had booked under the caller of inlined code is shown in the function it was spent in.`,
    });
  }
  if (dropped > 0) {
    warnings.push({
      code: 'inlining-lines-dropped',
      message: `${durationText(dropped)} is shown without a line, because V8 gives a line of some other, inlined function.`,
    });
  }
  return warnings;
}

function merged(
  profiles: readonly (Profile | undefined)[],
  sources: SourceLibrary,
): ResolvedProfile | undefined {
  const all = mergeProfiles(profiles.filter((profile) => profile !== undefined));
  return all === undefined ? undefined : resolveSources(all, sources);
}

function threadSummary(thread: ThreadWithStacks): Summary['threads'][number] {
  const costs = thread.stacks === undefined ? NO_COSTS : costsOf(thread.stacks);
  const { pid, tid, name } = thread;
  return { pid, tid, name, busyUs: costs.busy, idleUs: costs.idle };
}

function summarizeGc(
  threads: readonly ThreadWithStacks[],
  busyUs: number,
  sources: SourceLibrary,
): GcSummary {
  const pauses: (ChargedPause & ThreadId)[] = [];
  for (const { pid, tid, gc, stacks } of threads) {
    for (const pause of chargePauses(gc, stacks)) {
      pauses.push({
        ...pause,
        pid,
        tid,
        function: pause.function && originalFunction(pause.function, sources),
      });
    }
  }
  pauses.sort((a, b) => a.startUs - b.startUs);
  const byKind = new Map<GcKind, { pauses: number; totalUs: number }>();
  let totalUs = 0;
  let maxUs = 0;
  for (const { kind, durationUs } of pauses) {
    const row = byKind.get(kind) ?? { pauses: 0, totalUs: 0 };
    byKind.set(kind, { pauses: row.pauses + 1, totalUs: row.totalUs + durationUs });
    totalUs += durationUs;
    maxUs = Math.max(maxUs, durationUs);
  }
  return { pauses, totalUs, share: Math.min(1, share(totalUs, busyUs)), maxUs, byKind };
}

function functionRows(
  costs: Costs,
  bytes: Costs,
  gc: GcSummary,
  sources: SourceLibrary,
): FunctionRow[] {
  const rows = new Map<string, Mutable<FunctionRow>>();
  const rowOf = (spec: FrameFunction) => {
    const key = `${spec.name}\0${spec.file}\0${spec.line}\0${spec.column}`;
    const row = rows.get(key) ?? emptyRow(spec);
    rows.set(key, row);
    return row;
  };
  for (const cost of costs.functions) {
    const row = rowOf(cost.function);
    row.selfUs = cost.self;
    row.totalUs = cost.total;
    row.selfShare = share(cost.self, costs.busy);
    row.totalShare = share(cost.total, costs.busy);
  }
  for (const cost of bytes.functions) {
    const row = rowOf(cost.function);
    row.allocatedBytes = cost.self;
    row.allocatedShare = share(cost.self, bytes.busy);
  }
  for (const pause of gc.pauses) {
    if (pause.function === undefined) continue;
    const row = rowOf(pause.function);
    row.gcUs += pause.durationUs;
    row.gcPauses += 1;
  }
  const sorted = [...rows.values()].sort((a, b) => b.selfUs - a.selfUs || b.totalUs - a.totalUs);
  for (const row of sorted) row.endLine = endLine(row.function, sources);
  return sorted;
}

function emptyRow(spec: FrameFunction): Mutable<FunctionRow> {
  return {
    function: spec,
    origin: originOf(spec.file),
    endLine: spec.line,
    selfUs: 0,
    totalUs: 0,
    selfShare: 0,
    totalShare: 0,
    allocatedBytes: 0,
    allocatedShare: 0,
    gcUs: 0,
    gcPauses: 0,
  };
}

/** The last line of a function; its first one where the source does not tell. */
function endLine(spec: FrameFunction, sources: SourceLibrary): Line1 {
  if (spec.line === 0) return spec.line;
  const facts = sources.facts(spec.file);
  if (facts === undefined) return spec.line;
  // The code of a file as a whole has no function around it.
  if (spec.name === '' && spec.line === 1 && spec.column <= 1) return facts.lineCount;
  const range = facts.functions[functionAt(facts, spec.name, spec.line, spec.column)];
  return Math.max(spec.line, range?.endLine ?? spec.line);
}

function lineRows(
  costs: Costs,
  repaired: ReadonlySet<string>,
  estimated: ReadonlySet<string>,
): LineRow[] {
  return costs.lines
    .map((cost): LineRow => ({
      file: cost.file,
      line: cost.line,
      origin: originOf(cost.file),
      function: cost.function,
      selfUs: cost.self,
      totalUs: cost.total,
      ownUs: cost.own,
      selfShare: share(cost.self, costs.busy),
      totalShare: share(cost.total, costs.busy),
      ownShare: share(cost.own, costs.busy),
      attribution: attributionOf(`${cost.file}\0${cost.line}`, repaired, estimated),
    }))
    .filter((row) => row.origin === 'own' || row.origin === 'dependency');
}

function attributionOf(
  key: string,
  repaired: ReadonlySet<string>,
  estimated: ReadonlySet<string>,
): Attribution {
  if (estimated.has(key)) return 'estimated';
  return repaired.has(key) ? 'repaired' : 'sampled';
}

function uniqueWarnings(warnings: readonly Warning[]): Warning[] {
  return [
    ...new Map(warnings.map((warning) => [warning.code + warning.message, warning])).values(),
  ];
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
