import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { versionAt } from '../../launch/earlier-version.js';
import { LaunchError } from '../../launch/launch-error.js';
import type { Replacement } from '../../protocol/counting.js';
import type { EarlierText, RecordedTexts } from './recorded-texts.js';
import type { ProveSubject } from './subject.js';
import type { ChangedText } from './taken-back.js';

/** Since when the code has changed. */
export type Since = 'edit' | 'commit' | 'recording';

/** The code as it was. */
export interface VersionBefore {
  readonly replacements: readonly Replacement[];
  readonly changes: readonly ChangedText[];
  readonly since: Since;
  /** Removes the files that hold it. */
  remove(): void;
}

interface Earlier {
  readonly replacements: readonly Replacement[];
  readonly since: Since;
}

const LAST_COMMIT = 'HEAD';

/**
 * The code as it was: before the edit, else at the last commit, else, where git knows none, when it
 * was last recorded. Rejects with a sentence for the user.
 */
export async function versionBefore(
  subject: ProveSubject,
  recorded: RecordedTexts,
): Promise<VersionBefore> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rankscope-before-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const { replacements, since } =
      subject.kind === 'edit'
        ? { replacements: written([subject], folder), since: 'edit' as const }
        : await earlier(subject.file, folder, recorded);
    const changes = await Promise.all(replacements.map(changedText));
    return { replacements, changes, since, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

async function earlier(near: string, folder: string, recorded: RecordedTexts): Promise<Earlier> {
  try {
    const { replacements } = await versionAt(LAST_COMMIT, near, folder);
    if (replacements.length > 0) return { replacements, since: 'commit' };
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error;
    const texts = await recorded.changed();
    if (texts.length > 0) return { replacements: written(texts, folder), since: 'recording' };
    throw new Error(
      `${error.message} Commit the version before, or record it, and change it then.`,
      { cause: error },
    );
  }
  throw new Error(
    'No code has changed since the last commit, so there is nothing to prove. Change something first.',
  );
}

function written(texts: readonly EarlierText[], folder: string): readonly Replacement[] {
  return texts.map(({ file, before }, i) => {
    const by = path.join(folder, `${i}${path.extname(file)}`);
    writeFileSync(by, before);
    return { file, by };
  });
}

async function changedText({ file, by }: Replacement): Promise<ChangedText> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  return { file, before: await readFile(by, 'utf8'), now: document.getText() };
}
