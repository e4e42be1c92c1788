// The licences of other people's code in our bundles, which they ask to be passed on.
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { root } from './run.mjs';

/**
 * Names, versions and licences of all packages that the bundles hold, by esbuild's metafiles in
 * `dist`, and of these others.
 * @param {readonly string[]} others names of packages
 * @returns {Promise<string>}
 */
export async function thirdPartyNotices(others) {
  const names = new Set([...others, ...(await bundledPackages())]);
  if (names.size === others.length) {
    throw new Error('dist has no metafiles: build it with --metafile.');
  }
  const notices = await Promise.all([...names].sort().map(noticeOf));
  return `Rankscope contains code of these packages.\n\n${notices.join('\n')}`;
}

async function bundledPackages() {
  const dist = path.join(root, 'dist');
  const metafiles = (await readdir(dist)).filter((file) => file.endsWith('.meta.json'));
  /** @type {Set<string>} */
  const names = new Set();
  for (const file of metafiles) {
    /** @type {import('esbuild').Metafile} */
    const { inputs } = JSON.parse(await readFile(path.join(dist, file), 'utf8'));
    for (const input of Object.keys(inputs)) {
      const name = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//u.exec(input)?.[1];
      if (name !== undefined) names.add(name);
    }
  }
  return names;
}

/** @param {string} name */
async function noticeOf(name) {
  const folder = path.join(root, 'node_modules', name);
  /** @type {{ version: string, license?: string }} */
  const { version, license } = JSON.parse(
    await readFile(path.join(folder, 'package.json'), 'utf8'),
  );
  const file = (await readdir(folder)).find((each) => /^licen[cs]e(?:[.-]|$)/iu.test(each));
  if (file === undefined && license === undefined) throw new Error(`${name} has no licence.`);
  const text =
    file === undefined ? '' : `\n${(await readFile(path.join(folder, file), 'utf8')).trim()}\n`;
  return `${'-'.repeat(80)}\n${name} ${version} (${license ?? 'see below'})\n${text}`;
}
