import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { alignPauses, type CountedPause, type GcWindow } from '../core/analysis/align-gc.js';
import { allocatingTimes } from '../core/analysis/allocating-times.js';
import { gcRuns } from '../core/analysis/gc-on-stacks.js';
import { withoutFrames } from '../core/analysis/without-frames.js';
import { withoutStacks } from '../core/analysis/without-stacks.js';
import { cpuprofile } from '../core/formats/cpuprofile.js';
import type { ProfileFormat } from '../core/formats/format.js';
import { heapprofile } from '../core/formats/heapprofile.js';
import { ProfileFormatError } from '../core/model/errors.js';
import { fileFromUrl } from '../core/model/files.js';
import { lastingUntil, mergeProfiles } from '../core/model/merge-profiles.js';
import type { FrameFunction, Profile } from '../core/model/profile.js';
import type { ThreadRecording, Warning } from '../core/model/recording.js';
import { parseJson } from '../protocol/guards.js';
import {
  THREAD_FILE_ENDING,
  isGcSegment,
  isCompiledSegment,
  isThreadFile,
  parseSegmentName,
  type CompiledScript,
  type GcSegment,
  type SegmentKind,
  type SegmentName,
  type ThreadFile,
} from '../protocol/segments.js';
import { readCallLines } from './call-lines-file.js';

/** The agent's own code: what it does is no part of the program. */
const AGENT_FILES = ['preload.js', 'agent.js', 'supervisor.js'];

/** What runs the program for us: only what it calls is part of the program. */
const RUNNER_FILES = ['workload.js', 'typescript.js'];

/** One thread as its own files tell it. */
export interface RecordedSegments {
  readonly file: ThreadFile;
  readonly recording: ThreadRecording;
}

/** What the agents of all processes have left in a folder. */
export interface SegmentsFolder {
  /** In the order in which the threads started. */
  readonly threads: readonly RecordedSegments[];
  /** Code that was compiled in memory, by path. */
  readonly compiled: ReadonlyMap<string, CompiledScript>;
  readonly warnings: readonly Warning[];
  /** Names of all files these answers came from. */
  readonly fileNames: readonly string[];
}

/**
 * What have the agents written into this folder? A segment that cannot be read costs only itself:
 * the rest is taken, and a warning says what is missing.
 */
export function readSegments(folder: string): SegmentsFolder {
  const reader = new SegmentsReader(folder);
  return reader.read();
}

class SegmentsReader {
  readonly #folder: string;
  readonly #warnings: Warning[] = [];
  readonly #compiled = new Map<string, CompiledScript>();
  readonly #fileNames: string[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  read(): SegmentsFolder {
    const names = readdirSync(this.#folder);
    const segments = new Map<string, SegmentName[]>();
    for (const name of names.sort()) {
      const segment = parseSegmentName(name);
      if (segment === undefined) continue;
      const key = `${segment.pid}-${segment.tid}`;
      const known = segments.get(key);
      if (known === undefined) segments.set(key, [segment]);
      else known.push(segment);
      this.#fileNames.push(name);
    }
    const files: ThreadFile[] = [];
    for (const name of names.filter((each) => each.endsWith(THREAD_FILE_ENDING))) {
      const value = parseJson(readFileSync(join(this.#folder, name), 'utf8'));
      this.#fileNames.push(name);
      if (isThreadFile(value)) files.push(value);
    }
    files.sort((a, b) => a.clock.monotonicUs - b.clock.monotonicUs);
    const threads = files.map((file) => ({
      file,
      recording: this.#thread(file, segments.get(`${file.pid}-${file.tid}`) ?? []),
    }));
    this.#notes(files);
    return {
      threads,
      compiled: this.#compiled,
      warnings: this.#warnings,
      fileNames: this.#fileNames,
    };
  }

  #thread(file: ThreadFile, segments: readonly SegmentName[]): ThreadRecording {
    const { pid, tid, name } = file;
    const texts = (kind: SegmentKind) =>
      segments.filter((each) => each.kind === kind).map((each) => this.#fileOf(each));
    const isOneOf = (names: readonly string[]) => {
      const files = new Set(names.map((each) => join(file.agentFolder, each)));
      return (spec: FrameFunction) => files.has(spec.file);
    };
    const own = (profile: Profile | undefined) =>
      profile && withoutFrames(withoutStacks(profile, isOneOf(AGENT_FILES)), isOneOf(RUNNER_FILES));
    const timeline = own(this.#merged(texts('cpuprofile'), cpuprofile, pid, tid));
    const allocations = own(this.#merged(texts('heapprofile'), heapprofile, pid, tid));
    const callLines = own(
      mergeProfiles(
        texts('calllines.json').flatMap((each) =>
          this.#try(each, (bytes) => [readCallLines(bytes)]),
        ),
      ),
    );
    for (const each of texts('compiled.json')) {
      this.#try(each, (bytes) => this.#readCompiled(bytes));
    }
    const windows = gcWindows(texts('gc.json').flatMap((each) => this.#try(each, readGcSegment)));
    return {
      pid,
      tid,
      name,
      ...(timeline !== undefined && { timeline }),
      ...(callLines !== undefined && { callLines }),
      ...(allocations !== undefined && { allocations }),
      gc: alignPauses(windows, {
        runs: timeline === undefined ? [] : gcRuns(timeline),
        allocating: allocatingTimes(timeline, allocations),
      }),
    };
  }

  #merged(
    fileNames: readonly string[],
    format: ProfileFormat,
    pid: number,
    tid: number,
  ): Profile | undefined {
    const profiles = fileNames.flatMap((each) => this.#try(each, (bytes) => format.parse(bytes)));
    // Samplers go from one segment to the next without a gap.
    const joined = profiles.map((profile, i) => {
      const nextUs = profiles[i + 1]?.timeline?.startUs[0];
      return nextUs === undefined ? profile : lastingUntil(profile, nextUs);
    });
    return mergeProfiles(joined.map((profile) => ({ ...profile, thread: { pid, tid } })));
  }

  #readCompiled(bytes: Uint8Array): never[] {
    const value = parseJson(new TextDecoder().decode(bytes));
    if (!isCompiledSegment(value)) {
      throw new ProfileFormatError('malformed', 'It is no list of compiled scripts.');
    }
    for (const { url, ...script } of value.scripts) {
      this.#compiled.set(fileFromUrl(url), script);
    }
    return [];
  }

  #try<T>(fileName: string, read: (bytes: Uint8Array) => readonly T[]): readonly T[] {
    try {
      return read(readFileSync(join(this.#folder, fileName)));
    } catch (error) {
      const isEmpty = error instanceof ProfileFormatError && error.kind === 'no-samples';
      // A segment in which nothing happened is nothing to worry about.
      if (!isEmpty) {
        const why = error instanceof Error ? error.message : String(error);
        this.#warnings.push({ code: 'segment-unreadable', message: `${fileName}: ${why}` });
      }
      return [];
    }
  }

  #fileOf({ pid, tid, index, kind }: SegmentName): string {
    return `${pid}-${tid}-${String(index).padStart(5, '0')}.${kind}`;
  }

  #notes(files: readonly ThreadFile[]): void {
    const notes = files.flatMap((file) => file.notes);
    const unique = new Map(notes.map((note) => [`${note.code}\0${note.message}`, note]));
    this.#warnings.push(...unique.values());
  }
}

function readGcSegment(bytes: Uint8Array): GcSegment[] {
  const value = parseJson(new TextDecoder().decode(bytes));
  if (!isGcSegment(value)) throw new ProfileFormatError('malformed', 'It is no list of GC pauses.');
  return [value];
}

/** Puts the times, which arrive late, to the pauses they belong to. */
function gcWindows(segments: readonly GcSegment[]): GcWindow[] {
  const times = new Map(segments.flatMap((segment) => segment.times));
  return segments.map((segment) => ({
    startUs: segment.windowStartUs,
    endUs: segment.windowEndUs,
    pauses: segment.pauses.map((pause, i): CountedPause => ({
      ...pause,
      startUs: times.get(segment.firstIndex + i),
    })),
  }));
}
