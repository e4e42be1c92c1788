// v8-profiler-next compiled for every Node release that is recorded; npm compiles it for one.
import { existsSync } from 'node:fs';
import { cp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { compileInto } from './add-ons.mjs';
import { ensureNode } from './install.mjs';
import { installed, root, run } from './run.mjs';

/** What Node calls its binary interface in each release, `process.versions.modules`. */
export const abis = new Map([
  [20, 115],
  [22, 127],
  [24, 137],
  [26, 147],
]);

const source = installed('v8-profiler-next');

/**
 * The compiled sampler for one release of Node; compiles it, about 10 s, unless that was done.
 * @param {number} major
 * @returns {Promise<{ folder: string, binary: string }>} the folder below `build/binding/Release`
 *   where the package looks for the binary, and the binary
 */
export async function compiledSampler(major) {
  const abi = abis.get(major);
  if (abi === undefined) throw new Error(`The ABI of Node ${String(major)} is not known here.`);
  const { version } = await manifestOf(source);
  const folder = `node-v${String(abi)}-${process.platform}-${process.arch}`;
  const cache = path.join(root, '.tools', 'samplers', `v8-profiler-next-${version}`);
  const binary = path.join(cache, folder, 'profiler.node');
  if (!existsSync(binary)) await compile(major, binary);
  return { folder, binary };
}

/**
 * @param {number} major
 * @param {string} binary
 */
async function compile(major, binary) {
  const node = await ensureNode(major, { withHeaders: true });
  console.log(`Compiling v8-profiler-next for Node ${String(major)} …`);
  try {
    await compileInto(path.dirname(binary), node, async (place, env) => {
      const made = await compileIn(place, node, env);
      await run(node, ['-e', 'require(process.argv[1])', made], { quiet: true });
      // The last step, so that half a compilation is never taken for a whole one.
      await rename(made, path.join(place, path.basename(binary)));
      await rm(path.join(place, 'work'), { recursive: true });
    });
  } catch (error) {
    throw new Error(
      `v8-profiler-next does not compile for Node ${String(major)} here. ` +
        'It needs a C++ compiler, make and Python 3.',
      { cause: error },
    );
  }
}

/**
 * @param {string} place
 * @param {string} node
 * @param {Record<string, string>} env
 * @returns {Promise<string>} the binary
 */
async function compileIn(place, node, env) {
  const work = path.join(place, 'work');
  await rm(work, { recursive: true, force: true });
  for (const part of ['src', 'binding.gyp', 'package.json']) {
    await cp(path.join(source, part), path.join(work, part), { recursive: true });
  }
  // The headers it is written with; node-gyp asks for them from where it works.
  await cp(installed('nan'), path.join(work, 'node_modules', 'nan'), { recursive: true });
  await replaceGetIsolate(path.join(work, 'src'));
  // Otherwise written by the package's installer.
  await writeFile(path.join(work, 'config.gypi'), '{}');
  const defines = ['--module_name=profiler', '--module_path=build'];
  await run(node, [nodeGypScript(), 'rebuild', '--jobs=max', ...defines], {
    cwd: work,
    env,
    quiet: true,
  });
  return path.join(work, 'build', 'Release', 'profiler.node');
}

/**
 * V8 has taken away `Object::GetIsolate` with Node 26, where version 1.10.0 therefore does not
 * compile. It is only asked while the add-on is set up, by the isolate that loads it.
 * @param {string} folder
 */
async function replaceGetIsolate(folder) {
  for (const file of await readdir(folder, { recursive: true })) {
    if (!file.endsWith('.cc')) continue;
    const text = await readFile(path.join(folder, file), 'utf8');
    const portable = text.replaceAll('target->GetIsolate()', 'v8::Isolate::GetCurrent()');
    await writeFile(path.join(folder, file), portable);
  }
}

/** npm's own node-gyp, which keeps up with Python; without npm, the one the package brings. */
function nodeGypScript() {
  const npm = process.env['npm_execpath'];
  const ours = installed('node-gyp/bin/node-gyp.js');
  if (npm === undefined) return ours;
  const ofNpm = path.join(
    path.dirname(npm),
    '..',
    'node_modules',
    'node-gyp',
    'bin',
    'node-gyp.js',
  );
  return existsSync(ofNpm) ? ofNpm : ours;
}

/**
 * @param {string} folder of a package
 * @returns {Promise<{ name: string, version: string }>}
 */
async function manifestOf(folder) {
  return JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
}
