import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { LaunchError } from './launch-error.js';
import type { Replacement } from '../protocol/counting.js';

const execute = promisify(execFile);

/** Files whose text can be replaced as they are loaded. */
const CODE = /\.[cm]?[jt]sx?$/i;

const LARGEST_FILE_BYTES = 64 * 1024 * 1024;

/** What it takes to run the code as it was. */
export interface EarlierVersion {
  readonly replacements: readonly Replacement[];
  /** Changed files that stay as they are now: they are no code, or did not exist. */
  readonly left: readonly string[];
}

/**
 * The text that changed files had at a git revision, written to `folder`. Asks git in the folder of
 * `near`, and about the whole repository around it. Throws `LaunchError` where git cannot tell.
 */
export async function versionAt(
  revision: string,
  near: string,
  folder: string,
): Promise<EarlierVersion> {
  const { root, changes } = await changesSince(revision, near);
  const replacements: Replacement[] = [];
  const left: string[] = [];
  for (const { name, isReplaceable } of changes) {
    const file = path.join(root, name);
    if (!isReplaceable) {
      left.push(file);
      continue;
    }
    const by = path.join(folder, `${replacements.length}${path.extname(name)}`);
    writeFileSync(by, await git(root, ['show', `${revision}:${name}`]));
    replacements.push({ file, by });
  }
  return { replacements, left };
}

/** The files of code that have another text now than at a git revision; throws as `versionAt`. */
export async function changedCode(revision: string, near: string): Promise<readonly string[]> {
  const { root, changes } = await changesSince(revision, near);
  return changes.flatMap(({ name, isReplaceable }) =>
    isReplaceable ? [path.join(root, name)] : [],
  );
}

interface Changes {
  /** Folder of the repository. */
  readonly root: string;
  readonly changes: readonly {
    /** Below the repository's folder. */
    readonly name: string;
    /** Is it code that was there and still is? */
    readonly isReplaceable: boolean;
  }[];
}

async function changesSince(revision: string, near: string): Promise<Changes> {
  const cwd = path.dirname(path.resolve(near));
  const root = (await git(cwd, ['rev-parse', '--show-toplevel'])).toString().trim();
  // `--` and the check before keep a revision from being taken for an option or a path.
  await git(cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  const listed = await git(root, ['diff', '--name-status', '--no-renames', '-z', revision, '--']);
  const changes = inPairs(listed.toString().split('\0')).map(([status, name]) => ({
    name,
    isReplaceable: CODE.test(name) && status !== 'A' && existsSync(path.join(root, name)),
  }));
  return { root, changes };
}

function inPairs(words: readonly string[]): (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = [];
  for (let i = 0; i + 1 < words.length; i += 2) pairs.push([words[i]!, words[i + 1]!]);
  return pairs;
}

async function git(cwd: string, args: readonly string[]): Promise<Buffer> {
  try {
    const options = { cwd, encoding: 'buffer', maxBuffer: LARGEST_FILE_BYTES } as const;
    return (await execute('git', [...args], options)).stdout;
  } catch (error) {
    throw gitError(error as NodeJS.ErrnoException & { stderr?: Buffer }, cwd, args);
  }
}

function gitError(
  error: NodeJS.ErrnoException & { stderr?: Buffer },
  cwd: string,
  args: readonly string[],
): LaunchError {
  if (error.code === 'ENOENT') {
    return new LaunchError('no-earlier-version', 'There is no git to ask for the version before.');
  }
  if (args.includes('--verify')) {
    const revision = args.at(-1)?.replace('^{commit}', '') ?? '';
    return new LaunchError('no-earlier-version', `git knows no revision "${revision}" in ${cwd}.`);
  }
  const said = error.stderr?.toString().trim().split('\n')[0] ?? error.message;
  return new LaunchError('no-earlier-version', `git cannot tell the version before: ${said}`);
}
