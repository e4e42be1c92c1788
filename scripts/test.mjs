// Sets itself up and runs every check; the last line says how many tests passed and failed.
//   node scripts/test.mjs [step …]
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { buildAll } from './support/build.mjs';
import { CommandError, filesBelow, installed, node, root, secondsSince } from './support/run.mjs';
import { setUpPackages, setUpTools } from './set-up.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {{ name: string, run: (countsFile: string) => Promise<void>, counts: boolean }} Step */

const countsFolder = path.join(root, 'out', 'test-counts');

/** They measure nothing and need no tools, so they go side by side, while these are installed. */
/** @type {Step[]} */
const checks = [
  check('lint', 'eslint/bin/eslint.js', '.'),
  check('format', 'prettier/bin/prettier.cjs', '--check', '.'),
  ...['.', 'src/core', 'webview', 'test', 'bench'].map((project) =>
    check(`types ${project}`, 'typescript/bin/tsc', '-p', project),
  ),
  check('knip', 'knip/bin/knip.js'),
  suite('unit'),
];

/** One after the other: they measure. */
/** @type {Step[]} */
const suites = [
  suite('cli'),
  suite('report'),
  suite('panel'),
  { name: 'editor', run: testInEditor, counts: true },
  { name: 'e2e', run: testAsUser, counts: true },
  { name: 'sample', run: testSample, counts: true },
];

/** As many checks at a time. */
const CHECKS_AT_A_TIME = 2;

/**
 * @param {string} name
 * @param {string} tool path below node_modules
 * @param {readonly string[]} args
 * @returns {Step}
 */
function check(name, tool, ...args) {
  return { name, counts: false, run: () => node([installed(tool), ...args], { quiet: true }) };
}

/**
 * The tests of one folder of test/.
 * @param {string} name
 * @returns {Step}
 */
function suite(name) {
  return { name, counts: true, run: (countsFile) => mocha(name, countsFile) };
}

/**
 * @param {string} folder of test/
 * @param {string} countsFile
 */
function mocha(folder, countsFile) {
  return node(
    [
      installed('mocha/bin/mocha.js'),
      '--forbid-only',
      '--reporter=scripts/mocha-reporter.cjs',
      `test/${folder}/**/*.test.ts`,
    ],
    { env: { RANKSCOPE_TEST_COUNTS: countsFile } },
  );
}

/**
 * Tests with the API of extensions, inside VS Code.
 * @param {string} countsFile
 */
function testInEditor(countsFile) {
  const env = { RANKSCOPE_TEST_COUNTS: countsFile };
  return node(['--import', 'tsx', 'test/editor/run.ts'], { env });
}

/**
 * Tests of the packaged extension, outside VS Code.
 * @param {string} countsFile
 */
async function testAsUser(countsFile) {
  await node(['scripts/package.mjs']);
  await mocha('e2e', countsFile);
}

/**
 * The sample's tests are its own, for Node's test runner.
 * @param {string} countsFile
 */
async function testSample(countsFile) {
  await node([installed('typescript/bin/tsc'), '-p', 'samples/movie-feed/test']);
  const files = await filesBelow('samples/movie-feed/dist', '.test.js');
  if (files.length === 0) throw new Error('samples/movie-feed has no test.');
  await node([
    '--test',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${new URL('node-test-reporter.mjs', import.meta.url).href}`,
    `--test-reporter-destination=${countsFile}`,
    ...files,
  ]);
}

/**
 * @param {Step} step
 * @returns {Promise<{ name: string, error?: unknown, counts: Counts }>}
 */
async function perform(step) {
  const start = performance.now();
  const countsFile = path.join(countsFolder, `${step.name}.json`);
  if (step.counts) console.log(`\n▶ ${step.name}`);
  /** @type {{ error?: unknown }} */
  const outcome = {};
  try {
    await step.run(countsFile);
  } catch (error) {
    outcome.error = error;
  }
  const counts = step.counts ? await readCounts(countsFile) : none();
  // A runner that failed outside any test (it did not start, say) counts as one failure.
  if (step.counts && outcome.error !== undefined && counts.failed === 0) counts.failed = 1;
  if (step.counts && outcome.error === undefined && counts.passed === 0) {
    outcome.error = new Error('no test ran');
    counts.failed = 1;
  }
  console.log(`${'error' in outcome ? '✗' : '✓'} ${step.name}, ${secondsSince(start)}`);
  return { name: step.name, ...outcome, counts };
}

/**
 * @param {string} file
 * @returns {Promise<Counts>}
 */
async function readCounts(file) {
  try {
    return /** @type {Counts} */ (JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // The runner died before it could count; perform() makes a failure of that.
    return none();
  }
}

/** @returns {Counts} */
function none() {
  return { passed: 0, failed: 0, skipped: 0 };
}

/**
 * @param {readonly Step[]} steps
 * @returns {Promise<Awaited<ReturnType<typeof perform>>[]>} in the order of the steps
 */
async function performSideBySide(steps) {
  const waiting = [...steps];
  /** @type {Map<Step, Awaited<ReturnType<typeof perform>>>} */
  const results = new Map();
  const work = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      results.set(step, await perform(step));
    }
  };
  await Promise.all(Array.from({ length: CHECKS_AT_A_TIME }, work));
  return steps.map((step) => results.get(step)).filter((result) => result !== undefined);
}

/**
 * @param {readonly string[]} names
 * @returns {(steps: readonly Step[]) => readonly Step[]}
 */
function chosenBy(names) {
  const all = [...checks, ...suites];
  const unknown = names.filter((name) => !all.some((step) => step.name.split(' ')[0] === name));
  if (unknown.length > 0) {
    const known = all.map((step) => step.name).join(', ');
    throw new Error(`No step is called ${unknown.join(', ')}. There are: ${known}.`);
  }
  if (names.length === 0) return (steps) => steps;
  return (steps) => steps.filter((step) => names.includes(step.name.split(' ')[0] ?? ''));
}

/** @param {readonly string[]} names */
async function main(names) {
  const start = performance.now();
  const chosen = chosenBy(names);
  await rm(countsFolder, { recursive: true, force: true });
  await mkdir(countsFolder, { recursive: true });
  console.log('▶ packages');
  await setUpPackages();
  console.log(`✓ packages, ${secondsSince(start)}\n\n▶ build`);
  const built = performance.now();
  await buildAll();
  console.log(`✓ build, ${secondsSince(built)}\n\n▶ checks, tools`);
  const checked = performSideBySide(chosen(checks));
  const begun = performance.now();
  await setUpTools();
  console.log(`✓ tools, ${secondsSince(begun)}`);
  const results = await checked;
  for (const step of chosen(suites)) results.push(await perform(step));
  report(results, secondsSince(start));
}

/**
 * @param {Awaited<ReturnType<typeof perform>>[]} results
 * @param {string} took
 */
function report(results, took) {
  const failures = results.filter((each) => 'error' in each);
  console.log(
    `\n${String(results.length - failures.length)} of ${String(results.length)} steps are fine, ${took}`,
  );
  for (const { name, error } of failures) {
    console.log(`✗ ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const sum = (/** @type {keyof Counts} */ key) =>
    results.reduce((total, { counts }) => total + counts[key], 0);
  const skipped = sum('skipped') > 0 ? `, ${String(sum('skipped'))} skipped` : '';
  console.log(`${String(sum('passed'))} passed, ${String(sum('failed'))} failed${skipped}`);
  if (failures.length > 0) process.exitCode = 1;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  // Set-up or build: no test could run.
  const known = error instanceof CommandError || error instanceof Error;
  console.error(`\n✗ ${known ? error.message : String(error)}`);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
