import { statSync } from 'node:fs';
import { mergeProfiles } from '../core/model/merge-profiles.js';
import type { Profile } from '../core/model/profile.js';
import type { Recording, TargetInfo, ThreadRecording, Warning } from '../core/model/recording.js';
import { ProfileFileError, readProfileFile } from './profile-files.js';
import { readRecording, type LoadedRecording } from './recording-folder.js';
import { SourceFiles } from './source-files.js';

/**
 * Reads recordings and profile files of any format as one recording. Throws `ProfileFileError`
 * for the first that cannot be read.
 * @param root folder whose sources may be shown
 * @param thread `<pid>-<tid>` of the only thread to take
 */
export async function loadAny(
  paths: readonly string[],
  root: string,
  thread?: string,
): Promise<LoadedRecording> {
  const loaded: LoadedRecording[] = [];
  for (const path of paths) {
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
    loaded.push(isFolder ? await readRecording(path, root) : await readAsRecording(path, root));
  }
  const all = merge(loaded, root);
  return thread === undefined ? all : onlyThread(all, thread, paths[0] ?? '');
}

const NO_TARGET: TargetInfo = { command: [], node: '', exitCode: null, signal: null, wallUs: 0 };

/** A profile file as a recording of one thread. */
async function readAsRecording(path: string, root: string): Promise<LoadedRecording> {
  const { profiles } = await readProfileFile(path);
  const cpu = mergeProfiles(ofKind(profiles, ['cpu']));
  const allocations =
    mergeProfiles(ofKind(profiles, ['allocations'])) ??
    mergeProfiles(ofKind(profiles, ['live-heap']));
  const other = profiles.find((profile) => profile.kind === 'other');
  const warnings: Warning[] = [];
  if (cpu === undefined && allocations === undefined && other === undefined) {
    throw new ProfileFileError(path, 'no-samples', 'It holds neither CPU nor allocation figures.');
  }
  const shown = cpu ?? (allocations === undefined ? other : undefined);
  if (shown?.kind === 'other') {
    warnings.push({
      code: 'unit-unknown',
      message: `${path} counts ${shown.valueName || 'samples'} without a time; one is shown as 1 µs.`,
    });
  }
  if (shown !== undefined && !shown.hasCallLines) {
    warnings.push({
      code: 'no-call-lines',
      message: `${path} does not tell from which lines functions were called, so the totals of lines go by what their source calls; where it leaves a choice they are marked as estimates.`,
    });
  }
  const thread: ThreadRecording = {
    pid: 0,
    tid: 0,
    name: 'main',
    ...(shown !== undefined && { timeline: shown }),
    ...(allocations !== undefined && { allocations }),
    gc: [],
  };
  return {
    recording: {
      target: NO_TARGET,
      threads: [thread],
      samplers: [],
      sourceHashes: new Map(),
      warnings,
    },
    compiled: new Map(),
    sources: new SourceFiles({ root }),
    fingerprints: new Map(),
    recordedAtMs: undefined,
  };
}

function ofKind(profiles: readonly Profile[], kinds: readonly Profile['kind'][]): Profile[] {
  const found = profiles.filter((profile) => kinds.includes(profile.kind));
  // A pprof may hold the same samples as wall and as CPU time; adding them up would double them.
  return found.filter((profile) => profile.valueName === found[0]?.valueName);
}

function merge(loaded: readonly LoadedRecording[], root: string): LoadedRecording {
  const [first] = loaded;
  if (first !== undefined && loaded.length === 1) return first;
  const recordings = loaded.map(({ recording }) => recording);
  const recording: Recording = {
    target: first?.recording.target ?? NO_TARGET,
    threads: recordings.flatMap(({ threads }, run) => threads.map((each) => renumbered(each, run))),
    samplers: [...new Set(recordings.flatMap(({ samplers }) => samplers))],
    sourceHashes: new Map(recordings.flatMap(({ sourceHashes }) => [...sourceHashes])),
    warnings: recordings.flatMap(({ warnings }) => warnings),
  };
  const compiled = new Map(loaded.flatMap((each) => [...each.compiled]));
  return {
    recording,
    compiled,
    sources: new SourceFiles({ root, compiled, hashes: recording.sourceHashes }),
    fingerprints: new Map(loaded.flatMap(({ fingerprints }) => [...fingerprints])),
    recordedAtMs: first?.recordedAtMs,
  };
}

/** Files without process ids must not look like one process. */
function renumbered(thread: ThreadRecording, run: number): ThreadRecording {
  return thread.pid === 0 ? { ...thread, pid: -1 - run } : thread;
}

function onlyThread(loaded: LoadedRecording, wanted: string, path: string): LoadedRecording {
  const { threads } = loaded.recording;
  const found = threads.filter(({ pid, tid }) => `${pid}-${tid}` === wanted);
  if (found.length === 0) {
    const known = threads.map(({ pid, tid }) => `${pid}-${tid}`).join(', ');
    throw new ProfileFileError(path, 'no-samples', `It has no thread ${wanted}, only ${known}.`);
  }
  return { ...loaded, recording: { ...loaded.recording, threads: found } };
}
