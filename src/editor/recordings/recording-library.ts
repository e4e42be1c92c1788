import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { commandName } from '../../core/analysis/command-name.js';
import { parseJson } from '../../protocol/guards.js';
import { RECORDING_FILE, isRecordingFile } from '../../protocol/recording-file.js';
import { THREAD_FILE_ENDING } from '../../protocol/segments.js';

/** A recording on disk, as a list shows it. */
export interface ListedRecording {
  readonly path: string;
  readonly name: string;
  readonly root: string;
  /** In ms since 1970. */
  readonly recordedAtMs: number;
  readonly wallMs: number;
  /** It was not ended properly; what was written until then is there. */
  readonly isUnfinished: boolean;
}

/** Folder inside a workspace folder where recordings are kept. */
export const RECORDINGS_FOLDER = '.rankscope';

/** Which recordings do these workspace folders keep? Latest first. */
export async function listRecordings(roots: readonly string[]): Promise<ListedRecording[]> {
  const found = await Promise.all(roots.map((root) => recordingsBelow(root)));
  return found.flat().sort((a, b) => b.recordedAtMs - a.recordedAtMs);
}

async function recordingsBelow(root: string): Promise<ListedRecording[]> {
  const parent = path.join(root, RECORDINGS_FOLDER);
  let names: string[];
  try {
    names = await readdir(parent);
  } catch {
    // Nothing was ever recorded here.
    return [];
  }
  const listed = await Promise.all(names.map((name) => describe(path.join(parent, name), root)));
  return listed.filter((each) => each !== undefined);
}

async function describe(folder: string, root: string): Promise<ListedRecording | undefined> {
  try {
    const names = await readdir(folder);
    if (!names.includes(RECORDING_FILE)) return await describeUnfinished(folder, root, names);
    const file = parseJson(await readFile(path.join(folder, RECORDING_FILE), 'utf8'));
    if (!isRecordingFile(file)) return undefined;
    return {
      path: folder,
      name: commandName(file.target.command),
      root,
      recordedAtMs: file.clock.epochMs,
      wallMs: file.target.wallUs / 1000,
      isUnfinished: false,
    };
  } catch {
    // A file, or something that vanished meanwhile.
    return undefined;
  }
}

async function describeUnfinished(
  folder: string,
  root: string,
  names: readonly string[],
): Promise<ListedRecording | undefined> {
  if (!names.some((name) => name.endsWith(THREAD_FILE_ENDING))) return undefined;
  const { mtimeMs } = await stat(folder);
  return {
    path: folder,
    name: path.basename(folder),
    root,
    recordedAtMs: mtimeMs,
    wallMs: 0,
    isUnfinished: true,
  };
}
