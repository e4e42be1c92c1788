import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { npm, root } from './run.mjs';

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
  if (!(await isInstalled())) await install();
}

export async function install() {
  console.log('Installing the npm packages of package-lock.json …');
  await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** npm keeps a lock file of what it really installed; compare that with ours. */
async function isInstalled() {
  const wanted = await readLock(path.join(root, 'package-lock.json'));
  const present = await readLock(path.join(root, 'node_modules', '.package-lock.json'));
  if (!wanted) throw new Error('package-lock.json is missing: check it out again.');
  if (!present) return false;
  return Object.entries(wanted.packages).every(([location, { version, optional }]) => {
    if (location === '') return true;
    const found = present.packages[location];
    // Builds for other platforms, and add-ons that did not compile, are never installed.
    return found ? found.version === version : optional === true;
  });
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
