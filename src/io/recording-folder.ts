import { existsSync, readFileSync, rmSync, writeFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { cpuprofile } from '../core/formats/cpuprofile.js';
import type { ProfileFormat } from '../core/formats/format.js';
import { heapprofile } from '../core/formats/heapprofile.js';
import { pprof } from '../core/formats/pprof.js';
import { originOf } from '../core/model/files.js';
import type { FrameFunction, Profile } from '../core/model/profile.js';
import type { Recording, TargetInfo, ThreadRecording, Warning } from '../core/model/recording.js';
import type { SourceFingerprint } from '../core/model/source-fingerprint.js';
import { parseJson } from '../protocol/guards.js';
import {
  RECORDING_FILE,
  RECORDING_SCHEMA,
  isGcFile,
  isRecordingFile,
  isSourcesFile,
  type GcFile,
  type RecordedThread,
  type RecordingFile,
  type SourcesFile,
} from '../protocol/recording-file.js';
import { ProfileFileError, readProfileFile } from './profile-files.js';
import { isCompiledScript, type CompiledScript } from '../protocol/segments.js';
import { readSegments, type SegmentsFolder } from './segments-reader.js';
import { SourceFiles } from './source-files.js';

/** A recording with what is needed to find its sources. */
export interface LoadedRecording {
  readonly recording: Recording;
  /** Code that was compiled in memory, by path. */
  readonly compiled: ReadonlyMap<string, CompiledScript>;
  /** The sources behind it, as far as this machine has them. */
  readonly sources: SourceFiles;
  /** What tells the recorded code from that of today, by path; for own code where it is known. */
  readonly fingerprints: ReadonlyMap<string, SourceFingerprint>;
  /** When it was recorded, in ms since 1970; nothing when the files do not tell. */
  readonly recordedAtMs: number | undefined;
}

/** What the launcher knows of a run, and the agents do not. */
export interface RunInfo extends Omit<TargetInfo, 'node'> {
  readonly cwd: string;
  readonly heapSnapshots: readonly string[];
  readonly warnings: readonly Warning[];
}

const GC_FILE = 'gc.json';
const COMPILED_FILE = 'compiled.json';
const SOURCES_FILE = 'sources.json';

/** Does this folder hold a recording, finished or not? */
function isRecordingFolder(folder: string): boolean {
  return existsSync(join(folder, RECORDING_FILE));
}

/**
 * Makes one file a thread and kind of what the agents have written, and lists them in
 * `recording.json`. The segments are removed only after everything else is on disk.
 * @param root folder whose sources may be shown
 */
export function finishRecording(folder: string, run: RunInfo, root: string): LoadedRecording {
  const segments = readSegments(folder);
  const threads = segments.threads.map(({ recording }) => recording);
  const sourceHashes = new Map<string, string>();
  const sources = new SourceFiles({ root, compiled: segments.compiled, hashes: sourceHashes });
  const { all, own } = filesOf(threads, sources);
  for (const file of all) {
    const hash = sources.hash(file);
    if (hash !== undefined) sourceHashes.set(file, hash);
  }
  const fingerprints = fingerprintsOf(own, sources);
  const recording: Recording = {
    target: { ...run, node: segments.threads[0]?.file.node ?? '' },
    threads,
    samplers: samplersOf(segments),
    sourceHashes,
    warnings: [...run.warnings, ...segments.warnings],
  };
  const recorded = segments.threads.map(({ file, recording: thread }): RecordedThread => ({
    pid: file.pid,
    tid: file.tid,
    name: file.name,
    node: file.node,
    argv: file.argv,
    ...writeThread(folder, thread),
  }));
  const gc: GcFile = { threads: threads.map(({ pid, tid, gc: pauses }) => ({ pid, tid, pauses })) };
  writeText(join(folder, GC_FILE), JSON.stringify(gc));
  if (segments.compiled.size > 0) {
    writeText(join(folder, COMPILED_FILE), JSON.stringify(Object.fromEntries(segments.compiled)));
  }
  const sourcesFile: SourcesFile = { files: Object.fromEntries(fingerprints) };
  writeText(join(folder, SOURCES_FILE), JSON.stringify(sourcesFile));
  const { command, exitCode, signal, wallUs } = run;
  const clock = segments.threads[0]?.file.clock ?? { monotonicUs: 0, epochMs: 0 };
  const file: RecordingFile = {
    schema: RECORDING_SCHEMA,
    target: { command, cwd: run.cwd, node: recording.target.node, exitCode, signal, wallUs },
    clock,
    samplers: recording.samplers,
    threads: recorded,
    gc: GC_FILE,
    ...(segments.compiled.size > 0 && { compiled: COMPILED_FILE }),
    sources: SOURCES_FILE,
    sourceHashes: Object.fromEntries(sourceHashes),
    heapSnapshots: run.heapSnapshots,
    warnings: recording.warnings,
  };
  writeText(join(folder, RECORDING_FILE), `${JSON.stringify(file, null, 2)}\n`);
  for (const name of segments.fileNames) rmSync(join(folder, name), { force: true });
  return {
    recording,
    compiled: segments.compiled,
    sources,
    fingerprints,
    recordedAtMs: clock.epochMs,
  };
}

/**
 * Reads a finished recording, or what an interrupted one has left. Throws `ProfileFileError`.
 * @param root folder whose sources may be shown
 */
export async function readRecording(folder: string, root: string): Promise<LoadedRecording> {
  if (!isRecordingFolder(folder)) return readUnfinished(folder, root);
  const path = join(folder, RECORDING_FILE);
  const file = parseJson(readFileSync(path, 'utf8'));
  if (!isRecordingFile(file)) {
    throw new ProfileFileError(
      path,
      'malformed',
      `It is damaged, or from another version of Rankscope than this one (${RECORDING_SCHEMA}).`,
    );
  }
  const gcPath = join(folder, file.gc);
  const gc = existsSync(gcPath) ? parseJson(readFileSync(gcPath, 'utf8')) : { threads: [] };
  if (!isGcFile(gc)) {
    throw new ProfileFileError(gcPath, 'malformed', 'It holds no list of GC pauses.');
  }
  const threads: ThreadRecording[] = [];
  for (const thread of file.threads) threads.push(await readThread(folder, thread, gc));
  const recording: Recording = {
    target: file.target,
    threads,
    samplers: file.samplers,
    sourceHashes: new Map(Object.entries(file.sourceHashes)),
    warnings: file.warnings,
  };
  const compiled = readCompiled(folder, file.compiled);
  return {
    recording,
    compiled,
    sources: new SourceFiles({ root, compiled, hashes: recording.sourceHashes }),
    fingerprints: readFingerprints(folder, file.sources),
    recordedAtMs: file.clock.epochMs,
  };
}

function readUnfinished(folder: string, root: string): LoadedRecording {
  const segments = readSegments(folder);
  if (segments.threads.length === 0) {
    throw new ProfileFileError(
      folder,
      'not-a-profile',
      `It is a folder without a recording (there is no ${RECORDING_FILE} in it).`,
    );
  }
  const [first] = segments.threads;
  const unfinished: Warning = {
    code: 'recording-unfinished',
    message: 'The recording was not ended properly; all that was written until then is shown.',
  };
  return {
    recording: {
      target: {
        command: first?.file.argv ?? [],
        node: first?.file.node ?? '',
        exitCode: null,
        signal: null,
        wallUs: 0,
      },
      threads: segments.threads.map(({ recording }) => recording),
      samplers: samplersOf(segments),
      sourceHashes: new Map(),
      warnings: [unfinished, ...segments.warnings],
    },
    compiled: segments.compiled,
    sources: new SourceFiles({ root, compiled: segments.compiled }),
    fingerprints: new Map(),
    recordedAtMs: first?.file.clock.epochMs,
  };
}

async function readThread(
  folder: string,
  thread: RecordedThread,
  gc: GcFile,
): Promise<ThreadRecording> {
  const read = async (name: string | undefined): Promise<Profile | undefined> =>
    name === undefined ? undefined : (await readProfileFile(join(folder, name))).profiles[0];
  const { pid, tid, name } = thread;
  const timeline = await read(thread.timeline);
  const callLines = await read(thread.callLines);
  const allocations = await read(thread.allocations);
  return {
    pid,
    tid,
    name,
    ...(timeline !== undefined && { timeline }),
    ...(callLines !== undefined && { callLines }),
    ...(allocations !== undefined && { allocations }),
    gc: gc.threads.find((each) => each.pid === pid && each.tid === tid)?.pauses ?? [],
  };
}

function writeThread(
  folder: string,
  thread: ThreadRecording,
): Pick<RecordedThread, 'timeline' | 'callLines' | 'allocations'> {
  const write = (profile: Profile | undefined, format: ProfileFormat, ending: string) => {
    const hasSamples = profile?.tree.self.some((value) => value > 0) === true;
    if (!hasSamples || format.write === undefined) return undefined;
    const name = `${thread.pid}-${thread.tid}${ending}`;
    const bytes = format.write([profile]);
    writeText(join(folder, name), ending.endsWith('.gz') ? gzipSync(bytes) : bytes);
    return name;
  };
  const timeline = write(thread.timeline, cpuprofile, '.cpuprofile');
  const callLines = write(thread.callLines, pprof, '.pb.gz');
  const allocations = write(thread.allocations, heapprofile, '.heapprofile');
  return {
    ...(timeline !== undefined && { timeline }),
    ...(callLines !== undefined && { callLines }),
    ...(allocations !== undefined && { allocations }),
  };
}

function samplersOf(segments: SegmentsFolder): string[] {
  return [...new Set(segments.threads.flatMap(({ file }) => file.samplers))];
}

/** The files with code of these profiles, as they were run and as they were written. */
function filesOf(
  threads: readonly ThreadRecording[],
  sources: SourceFiles,
): { all: ReadonlySet<string>; own: ReadonlySet<string> } {
  const all = new Set<string>();
  const own = new Set<string>();
  for (const { timeline, callLines, allocations } of threads) {
    for (const { file, line, column } of [timeline, callLines, allocations].flatMap(calledIn)) {
      all.add(file);
      if (originOf(file) !== 'own') continue;
      const original = sources.lineMap(file)?.place(line, column)?.file ?? file;
      all.add(original);
      own.add(original);
    }
  }
  return { all, own };
}

/** The functions on the stacks of a profile; others may have been taken out of it. */
function calledIn(profile: Profile | undefined): FrameFunction[] {
  if (profile === undefined) return [];
  return [...new Set(profile.tree.functionIndex)].map((index) => profile.functions[index]!);
}

function fingerprintsOf(
  files: Iterable<string>,
  sources: SourceFiles,
): Map<string, SourceFingerprint> {
  const fingerprints = new Map<string, SourceFingerprint>();
  for (const file of files) {
    const fingerprint = sources.fingerprint(file);
    if (fingerprint !== undefined) fingerprints.set(file, fingerprint);
  }
  return fingerprints;
}

function readFingerprints(
  folder: string,
  name: string | undefined,
): ReadonlyMap<string, SourceFingerprint> {
  const path = name === undefined ? undefined : join(folder, name);
  if (path === undefined || !existsSync(path)) return new Map();
  const value = parseJson(readFileSync(path, 'utf8'));
  if (!isSourcesFile(value)) {
    throw new ProfileFileError(path, 'malformed', 'It does not tell what the sources were.');
  }
  return new Map(Object.entries(value.files));
}

function readCompiled(folder: string, name: string | undefined): Map<string, CompiledScript> {
  if (name === undefined) return new Map();
  const value = parseJson(readFileSync(join(folder, name), 'utf8'));
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(
    Object.entries(value).filter((entry): entry is [string, CompiledScript] =>
      isCompiledScript(entry[1]),
    ),
  );
}

/** Complete or not at all, whenever this process is stopped. */
function writeText(path: string, content: string | Uint8Array): void {
  writeFileSync(`${path}.tmp`, content);
  renameSync(`${path}.tmp`, path);
}
