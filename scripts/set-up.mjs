// Brings everything the tests need: npm's packages, other Node releases, Go, Chromium and VS Code.
//   node scripts/set-up.mjs
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { ensureCodeServer } from './support/code-server.mjs';
import { tryDebianPackages } from './support/debian.mjs';
import { ensureInstalled, ensureNode, install } from './support/install.mjs';
import { root } from './support/run.mjs';
import { findTool, howToGet, namedBinary, nodeMajors, systemTools } from './support/tools.mjs';

export async function setUp() {
  await setUpPackages();
  await setUpTools();
}

/** npm's packages: what everything here needs. */
export async function setUpPackages() {
  await ensureInstalled();
  await ensureCompiledSampler();
}

/** What tests run with besides. Leaves the packages alone. */
export async function setUpTools() {
  await ensureSystemTools();
  for (const major of nodeMajors) await ensureNode(major);
  await ensureCodeServer();
}

/**
 * Rankscope does without v8-profiler-next, so npm passes over it where it does not compile;
 * the tests of that sampler do not. It is also compiled for one major release of Node.
 */
async function ensureCompiledSampler() {
  if (samplerLoads()) return;
  const compiler = ['g++', 'make', 'python3'];
  await tryDebianPackages(compiler);
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
  await tryDebianPackages(packages);
  const still = missing();
  if (still.length > 0) throw new Error(still.map(howToGet).join('\n'));
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
