import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { versionAt } from '../../launch/earlier-version.js';
import type { Replacement } from '../../protocol/counting.js';
import type { ProveSubject } from './subject.js';
import type { ChangedText } from './taken-back.js';

/** The code as it was. */
export interface VersionBefore {
  readonly replacements: readonly Replacement[];
  readonly changes: readonly ChangedText[];
  /** Where it comes from, as in “compared with …”. */
  readonly since: string;
  /** Removes the files that hold it. */
  remove(): void;
}

const LAST_COMMIT = 'HEAD';

/** The code as it was before what is to be proved. Rejects with a sentence for the user. */
export async function versionBefore(subject: ProveSubject): Promise<VersionBefore> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rankscope-before-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const isEdit = subject.kind === 'edit';
    const replacements = isEdit ? earlierText(subject, folder) : await sinceCommit(subject, folder);
    const changes = await Promise.all(replacements.map(changedText));
    const since = isEdit ? 'the text before the change' : 'the last commit';
    return { replacements, changes, since, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function earlierText(
  { file, before }: ProveSubject & { kind: 'edit' },
  folder: string,
): readonly Replacement[] {
  const by = path.join(folder, path.basename(file));
  writeFileSync(by, before);
  return [{ file, by }];
}

async function sinceCommit(
  { file }: ProveSubject,
  folder: string,
): Promise<readonly Replacement[]> {
  const { replacements } = await versionAt(LAST_COMMIT, file, folder);
  if (replacements.length > 0) return replacements;
  throw new Error(
    'No code has changed since the last commit, so there is nothing to prove. Change something first.',
  );
}

async function changedText({ file, by }: Replacement): Promise<ChangedText> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  return { file, before: await readFile(by, 'utf8'), now: document.getText() };
}
