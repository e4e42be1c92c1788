// The .vsix for this platform: what goes into it, and where.
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { node, root } from './run.mjs';
import { abis, compiledSampler } from './samplers.mjs';
import { nodeMajors } from './tools.mjs';
import { thirdPartyNotices } from './third-party-notices.mjs';

/** @typedef {{ name: string, version: string }} Manifest */

const stage = path.join(root, 'out', 'package');

/** What stands in the package as it stands here. `dist` comes without maps. */
const copied = [
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'dist',
  'media/icon.png',
  'media/activity-bar.svg',
  'media/walkthrough',
  'media/rules',
];

/** The keys of our package.json that only concern those who build it. */
const buildKeys = ['scripts', 'devDependencies', 'optionalDependencies', 'allowScripts'];

/** Packages that stay unbundled because they load native code, and the files they run with. */
const unbundled = [
  {
    name: '@datadog/pprof',
    files: ['package.json', 'LICENSE', 'out/src/time-profiler-bindings.js', ...pprofBinaries()],
  },
  {
    name: 'node-gyp-build',
    files: ['package.json', 'LICENSE', 'index.js', 'node-gyp-build.js'],
  },
  {
    name: 'v8-profiler-next',
    files: ['package.json', 'LICENSE', 'dispatch.js', 'lib'],
  },
];

/**
 * The platform as VS Code calls it.
 * @returns {string}
 */
function target() {
  const platform = isMusl() ? 'alpine' : process.platform;
  return `${platform}-${process.arch}`;
}

/** Where the package for this platform is, or will be. */
export async function vsixFile() {
  const { name, version } = await manifest();
  return path.join(root, 'out', `${name}-${target()}-${version}.vsix`);
}

/**
 * Builds the bundles and packs them.
 * @returns {Promise<{ file: string, bytes: number }>}
 */
export async function buildVsix() {
  // The metafiles say whose code is in the bundles.
  await node(['esbuild.mjs', '--metafile']);
  const file = await vsixFile();
  await rm(stage, { recursive: true, force: true });
  for (const name of copied) {
    await cp(path.join(root, name), path.join(stage, name), { recursive: true, filter: isShipped });
  }
  const notices = await thirdPartyNotices(unbundled.map(({ name }) => name));
  await writeFile(path.join(stage, 'THIRD-PARTY-NOTICES.txt'), notices);
  await stageManifest();
  await stageSamplers();
  // Nothing here is to be left out; without this file vsce doubts it.
  await writeFile(path.join(stage, '.vscodeignore'), '');
  // Loaded here, because it is not there before the packages are installed.
  const { createVSIX } = await import('@vscode/vsce');
  await createVSIX({
    cwd: stage,
    packagePath: file,
    target: target(),
    dependencies: false,
    rewriteRelativeLinks: false,
    allowMissingRepository: true,
  });
  return { file, bytes: (await stat(file)).size };
}

/** @param {string} file */
function isShipped(file) {
  return !/\.(?:map|meta\.json)$/u.test(file);
}

async function stageManifest() {
  const kept = Object.entries(await manifest()).filter(([key]) => !buildKeys.includes(key));
  const text = `${JSON.stringify(Object.fromEntries(kept), undefined, 2)}\n`;
  await writeFile(path.join(stage, 'package.json'), text);
}

/** Beside the bundles, where Node finds them; npm knows nothing of this folder, nor does vsce. */
async function stageSamplers() {
  const modules = path.join(stage, 'dist', 'node_modules');
  for (const { name, files } of unbundled) {
    for (const file of files) {
      const from = path.join(root, 'node_modules', name, file);
      await cp(from, path.join(modules, name, file), { recursive: true });
    }
  }
  const bindings = path.join(modules, 'v8-profiler-next', 'build', 'binding', 'Release');
  for (const major of nodeMajors) {
    const { folder, binary } = await compiledSampler(major);
    await mkdir(path.join(bindings, folder), { recursive: true });
    await cp(binary, path.join(bindings, folder, 'profiler.node'));
  }
}

function pprofBinaries() {
  const libc = process.platform === 'linux' && isMusl() ? 'musl.' : '';
  const folder = `prebuilds/${process.platform}-${process.arch}`;
  return nodeMajors.map((major) => `${folder}/dd_pprof.${libc}node.abi${abis.get(major)}.node`);
}

function isMusl() {
  return existsSync('/etc/alpine-release');
}

/** @returns {Promise<Manifest>} */
async function manifest() {
  return JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
}
