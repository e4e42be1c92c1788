// Brings everything the tests need: npm's packages, other Node releases, Go and Chromium.
//   node scripts/set-up.mjs
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, install } from './support/install.mjs';
import { npm, root, run } from './support/run.mjs';
import {
  findNode,
  findTool,
  howToGet,
  namedBinary,
  nodeMajors,
  nodeRelease,
  systemTools,
} from './support/tools.mjs';

export async function setUp() {
  await ensureInstalled();
  await ensureCompiledSampler();
  await ensureSystemTools();
  for (const major of nodeMajors) await ensureNode(major);
}

/**
 * Rankscope does without v8-profiler-next, so npm passes over it where it does not compile;
 * the tests of that sampler do not. It is also compiled for one major release of Node.
 */
async function ensureCompiledSampler() {
  if (samplerLoads()) return;
  const compiler = ['g++', 'make', 'python3'];
  if (canUseApt()) await aptInstall(compiler);
  await install();
  if (samplerLoads()) return;
  throw new Error(
    `v8-profiler-next does not compile for Node ${process.version} here. It needs a C++ compiler, ` +
      `make and Python 3 (\`apt-get install ${compiler.join(' ')}\` on Debian, ` +
      `\`xcode-select --install\` on macOS, Visual Studio's C++ tools on Windows).`,
  );
}

function samplerLoads() {
  const { status } = spawnSync(process.execPath, ['-e', "require('v8-profiler-next')"], {
    cwd: root,
    stdio: 'ignore',
  });
  return status === 0;
}

async function ensureSystemTools() {
  const missing = () => Object.values(systemTools).filter((tool) => !findTool(tool));
  const packages = missing()
    .filter((tool) => namedBinary(tool) === undefined)
    .flatMap((tool) => tool.debian);
  if (packages.length > 0 && canUseApt()) await aptInstall(packages);
  const still = missing();
  if (still.length > 0) throw new Error(still.map(howToGet).join('\n'));
}

function canUseApt() {
  return existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
}

/** @param {readonly string[]} packages */
async function aptInstall(packages) {
  console.log(`Installing the Debian packages ${packages.join(' ')} …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  try {
    // A package list of last month names files that the mirrors no longer have.
    await run('apt-get', ['update', '-qq'], { env, quiet: true });
    await run('apt-get', install, { env, quiet: true });
  } catch (error) {
    // The caller looks whether the tools are there, and says what to do if not.
    console.error(error instanceof Error ? error.message : error);
  }
}

/** @param {number} major */
async function ensureNode(major) {
  if (isNode(findNode(major), major)) return;
  const { packageName, folder, binary } = nodeRelease(major);
  const wanted = `${packageName}@${String(major)}`;
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
  if (!isNode(findNode(major), major)) {
    throw new Error(`${binary} is not a Node ${String(major)} that runs here.`);
  }
}

/**
 * @param {string | undefined} binary
 * @param {number} major
 */
function isNode(binary, major) {
  if (binary === undefined) return false;
  if (binary === process.execPath) return true;
  try {
    return execFileSync(binary, ['--version'], { encoding: 'utf8' }).startsWith(
      `v${String(major)}.`,
    );
  } catch {
    // Half an install or another machine's: as good as missing.
    return false;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await setUp();
    console.log('Everything the tests need is there.');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
