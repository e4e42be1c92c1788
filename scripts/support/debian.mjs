// Debian's packages, for the programs that npm has not.
import { existsSync } from 'node:fs';
import { run } from './run.mjs';

/**
 * Installs Debian packages where that can be done; elsewhere, and when it fails, the caller finds
 * out by looking for what they bring, and says what to do.
 * @param {readonly string[]} packages
 */
export async function tryDebianPackages(packages) {
  if (packages.length === 0 || !existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return;
  console.log(`Installing the Debian packages ${packages.join(' ')} …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  try {
    // A package list of last month names files that the mirrors no longer have.
    await run('apt-get', ['update', '-qq'], { env, quiet: true });
    await run('apt-get', install, { env, quiet: true });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
}
