import { execFileSync } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { npm, root } from './run.mjs';
import { findNode, headersOf, nodeRelease } from './tools.mjs';

/** @typedef {{ packages: Record<string, { version?: string, optional?: boolean }> }} LockFile */

// What ESLint, mocha and knip ask for; a built Rankscope itself is content with 20.11.
const oldestNode = [20, 19];

/** Brings node_modules to what package-lock.json says; does nothing when it is there already. */
export async function ensureInstalled() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [needMajor = 0, needMinor = 0] = oldestNode;
  if (major < needMajor || (major === needMajor && minor < needMinor)) {
    throw new Error(
      `Building Rankscope needs Node ${oldestNode.join('.')} or newer; this is ${process.version}.`,
    );
  }
  if (!(await isInstalled(root))) await install();
}

export async function install() {
  console.log('Installing the npm packages of package-lock.json …');
  await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

/**
 * Does node_modules hold what a lock file says? npm keeps another of what it really installed.
 * @param {string} folder where node_modules is
 * @param {string} [lockFolder] where package-lock.json is, unless beside it
 */
export async function isInstalled(folder, lockFolder = folder) {
  const wantedFile = path.join(lockFolder, 'package-lock.json');
  const wanted = await readLock(wantedFile);
  const present = await readLock(path.join(folder, 'node_modules', '.package-lock.json'));
  if (!wanted) throw new Error(`${wantedFile} is missing: check it out again.`);
  if (!present) return false;
  return Object.entries(wanted.packages).every(([location, { version, optional }]) => {
    if (location === '') return true;
    const found = present.packages[location];
    // Builds for other platforms, and add-ons that did not compile, are never installed.
    return found ? found.version === version : optional === true;
  });
}

/**
 * Brings a Node of this major release, from npm, unless there is one.
 * @param {number} major
 * @param {{ withHeaders?: boolean }} [options] `withHeaders` for those who compile add-ons for it
 * @returns {Promise<string>} its binary
 */
export async function ensureNode(major, { withHeaders = false } = {}) {
  const present = findNode(major);
  const fits = present !== undefined && isNode(present, major);
  if (fits && (!withHeaders || headersOf(present) !== undefined)) return present;
  const { packageName, folder, binary } = nodeRelease(major);
  const wanted = `${packageName}@${String(major)}`;
  if (isNode(binary, major)) return binary;
  console.log(`Installing ${wanted} …`);
  await rm(folder, { recursive: true, force: true });
  try {
    // Each into a folder of its own: npm would keep but one version of a package.
    const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
    await npm(['install', '--prefix', folder, '--no-save', '--no-package-lock', ...quiet, wanted]);
  } catch (error) {
    throw new Error(
      `Node ${String(major)} could not be installed from the npm package ${wanted}. ` +
        `The tests need it at ${binary}.`,
      { cause: error },
    );
  }
  if (isNode(binary, major)) return binary;
  throw new Error(`${binary} is not a Node ${String(major)} that runs here.`);
}

/**
 * @param {string} binary
 * @param {number} major
 */
function isNode(binary, major) {
  if (binary === process.execPath) return true;
  try {
    return execFileSync(binary, ['--version'], { encoding: 'utf8' }).startsWith(
      `v${String(major)}.`,
    );
  } catch {
    // Missing, half an install or another machine's: as good as missing.
    return false;
  }
}

/**
 * @param {string} file
 * @returns {Promise<LockFile | undefined>} undefined when there is none
 */
async function readLock(file) {
  try {
    return /** @type {LockFile} */ (JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
