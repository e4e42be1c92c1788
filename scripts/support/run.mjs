import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/u, '');

/** A command that ended badly; `code` is null when it could not be started or was killed. */
export class CommandError extends Error {
  /**
   * @param {string} command
   * @param {number | null} code
   * @param {string} how
   */
  constructor(command, code, how) {
    super(`\`${command}\` ${how}`);
    this.name = 'CommandError';
    this.code = code;
  }
}

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] the project's root unless said otherwise
 * @property {Record<string, string | undefined>} [env] added to ours
 * @property {boolean} [shell]
 * @property {boolean} [quiet] shows what the command prints only when it fails
 */

/**
 * Runs a command with its output on ours, and no input.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<void>} rejects with a CommandError unless it exits with 0
 */
export function run(command, args, options = {}) {
  const { cwd = root, env = {}, shell = false, quiet = false } = options;
  const shown = [command === process.execPath ? 'node' : command, ...args].join(' ');
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
      shell,
    });
    /** @type {Buffer[]} */
    const held = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (/** @type {Buffer} */ chunk) => held.push(chunk));
    }
    child.on('error', (error) => {
      reject(new CommandError(shown, null, `could not be started: ${error.message}`));
    });
    child.on('close', (code, signal) => {
      if (code === 0) {
        resolve();
        return;
      }
      process.stderr.write(Buffer.concat(held));
      reject(new CommandError(shown, code, `ended with ${signal ?? `code ${String(code)}`}`));
    });
  });
}

/**
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function node(args, options) {
  return run(process.execPath, args, options);
}

/**
 * @param {readonly string[]} args
 * @param {RunOptions & { nodeBinary?: string }} [options] `nodeBinary` runs npm and the install
 *   scripts of packages; the Node we run on unless said otherwise
 */
export function npm(args, { nodeBinary = process.execPath, env = {}, ...options } = {}) {
  const folders = [path.dirname(nodeBinary), process.env['PATH'] ?? ''];
  // An npm that runs us has told its environment which Node it is; install scripts would believe it.
  const agent = { npm_config_user_agent: undefined, npm_node_execpath: undefined };
  const withPath = { ...agent, ...env, PATH: folders.join(path.delimiter) };
  const cli = process.env['npm_execpath'];
  // Under `npm run` the npm in use says where it is; another package manager says so too.
  if (cli !== undefined && /npm-cli\.[cm]?js$/u.test(cli)) {
    return run(nodeBinary, [cli, ...args], { ...options, env: withPath });
  }
  // npm is a batch file on Windows, which only a shell starts.
  const shell = process.platform === 'win32';
  return run('npm', args, { ...options, env: withPath, shell });
}

/**
 * The command-line script of an installed package.
 * @param {string} file path below node_modules
 */
export function installed(file) {
  return path.join(root, 'node_modules', ...file.split('/'));
}

/**
 * Every file below a folder, as paths from the project's root; empty when there is no folder.
 * @param {string} folder
 * @param {string} suffix
 */
export async function filesBelow(folder, suffix) {
  try {
    const found = await readdir(path.join(root, folder), { recursive: true });
    return found.filter((file) => file.endsWith(suffix)).map((file) => path.join(folder, file));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** @param {number} since a time of `performance.now()` */
export function secondsSince(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
