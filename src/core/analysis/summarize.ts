import { mergeProfiles } from '../model/merge-profiles.js';
import type { Profile } from '../model/profile.js';
import type { Recording, ThreadRecording, Warning } from '../model/recording.js';
import type { Bytes, Micros } from '../model/units.js';
import type { SourceLibrary } from '../source/source-library.js';
import { costsOf, type Costs } from './costs.js';
import { bytesText, durationText } from './figures.js';
import { findingsOf } from './findings.js';
import { fuseCallLines } from './fuse-call-lines.js';
import { gcOnLines } from './gc-on-lines.js';
import { gcOnStacks } from './gc-on-stacks.js';
import { LineEvidence } from './line-evidence.js';
import { mendAllocations } from './mend-allocations.js';
import { mendCallLines } from './mend-call-lines.js';
import { mendInlining } from './mend-inlining.js';
import { mendLostFrames } from './mend-lost-frames.js';
import { resolveSources, type ResolvedProfile } from './resolve-sources.js';
import { summarizeGc, type ThreadWithStacks } from './summarize-gc.js';
import { allocationSites, functionRows, lineRows } from './summary-rows.js';
import type { Summary } from './summary.js';

/** Where did this recording spend its time, its memory and its garbage collection? */
export function summarize(recording: Recording, sources: SourceLibrary): Summary {
  const warnings: Warning[] = [...recording.warnings];
  const threads = recording.threads.map((thread) => withStacks(thread, sources));
  const cpu = threads.map((thread) => cpuOf(thread, sources));
  warnings.push(...repairWarnings(cpu), ...allocationWarnings(threads));
  const resolvedCpu = merged(
    cpu.map(({ profile }) => profile),
    sources,
    LineEvidence.merged(cpu.map(({ evidence }) => evidence)),
  );
  const resolvedAllocations = merged(
    threads.map((thread) => thread.allocations),
    sources,
  );
  warnings.push(...(resolvedCpu?.warnings ?? []), ...(resolvedAllocations?.warnings ?? []));
  const allocationProfile = resolvedAllocations?.profile;
  const cpuProfile = resolvedCpu && gcOnLines(resolvedCpu.profile, sources, allocationProfile);
  const costs = cpuProfile === undefined ? NO_COSTS : costsOf(cpuProfile);
  const bytes = allocationProfile === undefined ? NO_COSTS : costsOf(allocationProfile);
  const gc = summarizeGc(threads, costs.busy, sources);
  const functions = functionRows(costs, bytes, gc, sources);
  const lines = lineRows(costs, resolvedCpu?.evidence ?? new LineEvidence(), gc);
  const answers = {
    functions,
    lines,
    gc,
    allocatedBytes: bytes.busy,
    allocationSites: allocationSites(bytes),
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

/** The samples of all threads in their order, with collections on the stacks that caused them. */
export function stacksInOrder(recording: Recording, sources: SourceLibrary): readonly Profile[] {
  return recording.threads
    .map((thread) => withStacks(thread, sources).stacks)
    .filter((stacks) => stacks?.timeline !== undefined)
    .filter((stacks) => stacks !== undefined);
}

/** A thread with its allocations in the functions that make them, and collections on their stacks. */
function withStacks(
  thread: ThreadRecording,
  sources: SourceLibrary,
): ThreadWithStacks & { readonly movedBytes: Bytes } {
  const { timeline } = thread;
  const mended = thread.allocations && mendAllocations(thread.allocations, timeline, sources);
  const allocations = mended?.profile;
  return {
    ...thread,
    ...(allocations !== undefined && { allocations }),
    stacks: timeline && gcOnStacks(timeline, allocations),
    movedBytes: mended?.moved ?? 0,
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

/** The CPU tree of one thread, with as many lines as its samplers know, and what was mended in it. */
interface ThreadCpu {
  readonly profile: Profile | undefined;
  readonly inlined: Micros;
  readonly refound: Micros;
  readonly dropped: Micros;
  readonly evidence: LineEvidence;
}

function cpuOf({ stacks, callLines }: ThreadWithStacks, sources: SourceLibrary): ThreadCpu {
  const seen = stacks ?? callLines;
  if (seen === undefined) {
    return { profile: undefined, inlined: 0, refound: 0, dropped: 0, evidence: new LineEvidence() };
  }
  const inlined = mendInlining(seen, sources);
  const calls = callLines === undefined ? undefined : mendCallLines(callLines, sources);
  const fused = seen.hasCallLines
    ? { profile: seen, evidence: new LineEvidence() }
    : fuseCallLines(inlined.profile, calls, sources);
  const { profile, refound, evidence } = mendLostFrames(fused.profile, sources, seen);
  return {
    profile,
    inlined: inlined.repaired,
    refound,
    dropped: inlined.dropped,
    evidence: LineEvidence.merged([inlined.evidence, fused.evidence, evidence]),
  };
}

function repairWarnings(threads: readonly ThreadCpu[]): Warning[] {
  const sum = (what: 'inlined' | 'refound' | 'dropped') =>
    threads.reduce((total, each) => total + each[what], 0);
  const told: readonly (readonly [code: string, valueUs: Micros, what: string])[] = [
    [
      'inlining-repaired',
      sum('inlined'),
      'that V8 had booked under the caller of inlined code is shown in the function it was spent in.',
    ],
    [
      'lost-frames-repaired',
      sum('refound'),
      'that V8 had booked on lines that only call is shown where they lead: V8 leaves frames out when it has optimized them.',
    ],
    [
      'inlining-lines-dropped',
      sum('dropped'),
      'is shown without a line, because V8 gives a line of some other, inlined function.',
    ],
  ];
  return told
    .filter(([, valueUs]) => valueUs > 0)
    .map(([code, valueUs, what]) => ({ code, message: `${durationText(valueUs)} ${what}` }));
}

function allocationWarnings(threads: readonly { readonly movedBytes: Bytes }[]): Warning[] {
  const bytes = threads.reduce((total, { movedBytes }) => total + movedBytes, 0);
  if (bytes === 0) return [];
  const what =
    'that V8 had booked under the caller of inlined code is shown in the function that allocates.';
  return [{ code: 'allocations-repaired', message: `${bytesText(bytes)} ${what}` }];
}

function merged(
  profiles: readonly (Profile | undefined)[],
  sources: SourceLibrary,
  evidence?: LineEvidence,
): ResolvedProfile | undefined {
  const all = mergeProfiles(profiles.filter((profile) => profile !== undefined));
  return all === undefined ? undefined : resolveSources(all, sources, evidence);
}

function threadSummary(thread: ThreadWithStacks): Summary['threads'][number] {
  const costs = thread.stacks === undefined ? NO_COSTS : costsOf(thread.stacks);
  const { pid, tid, name } = thread;
  return { pid, tid, name, busyUs: costs.busy, idleUs: costs.idle };
}

function uniqueWarnings(warnings: readonly Warning[]): Warning[] {
  return [
    ...new Map(warnings.map((warning) => [warning.code + warning.message, warning])).values(),
  ];
}
