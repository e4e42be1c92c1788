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
  const cwd = path.dirname(path.resolve(near));
  const root = (await git(cwd, ['rev-parse', '--show-toplevel'])).toString().trim();
  // `--` and the check before keep a revision from being taken for an option or a path.
  await git(cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  const listed = await git(root, ['diff', '--name-status', '--no-renames', '-z', revision, '--']);
  const replacements: Replacement[] = [];
  const left: string[] = [];
  for (const [status, name] of inPairs(listed.toString().split('\0'))) {
    const file = path.join(root, name);
    if (!CODE.test(name) || status === 'A' || !existsSync(file)) {
      left.push(file);
      continue;
    }
    const by = path.join(folder, `${replacements.length}${path.extname(name)}`);
    writeFileSync(by, await git(root, ['show', `${revision}:${name}`]));
    replacements.push({ file, by });
  }
  return { replacements, left };
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
