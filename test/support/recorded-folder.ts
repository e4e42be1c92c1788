import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cpuprofile } from '../../src/core/formats/cpuprofile.js';
import type { RunInfo } from '../../src/io/recording-folder.js';
import type { ThreadFile } from '../../src/protocol/segments.js';
import { profileFromText } from './profile-from-text.js';

/** How a drawn run ended. */
export const DRAWN_RUN: RunInfo = {
  command: ['node', 'main.js'],
  cwd: '/',
  exitCode: 0,
  signal: null,
  wallUs: 1_000_000,
  heapSnapshots: [],
  warnings: [],
};

/**
 * Writes what an agent leaves of one thread: its description and one segment with these stacks, in
 * the notation of `profileFromText`.
 */
export function writeDrawnSegments(folder: string, stacks: string): void {
  mkdirSync(folder, { recursive: true });
  const thread: ThreadFile = {
    ...{ version: 1, pid: 7, ppid: 1, tid: 0, name: 'main', node: 'v20.0.0', argv: ['node'] },
    ...{ agentFolder: '/agent', clock: { monotonicUs: 0, epochMs: 1000 }, samplers: ['drawn'] },
    ...{ intervalUs: 1000, notes: [], endedUs: 1 },
  };
  writeFileSync(path.join(folder, '7-0.thread.json'), JSON.stringify(thread));
  const bytes = cpuprofile.write?.([profileFromText(stacks, { timeline: true, intervalUs: 1000 })]);
  writeFileSync(path.join(folder, '7-0-00001.cpuprofile'), bytes ?? '');
}
