import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { COUNTING_VERSION } from '../src/protocol/counting.js';
import { countingEnvironment } from '../src/launch/measured-run.js';
import { nodeBinary } from '../test/support/tools.js';
import { DIST } from './run-target.js';

/** A package whose tests are run with and without counters. */
interface Suite {
  readonly name: string;
  /** What its tests need, besides its dependencies. */
  readonly needs: readonly string[];
  /** Test files, as the shell would expand them. */
  readonly tests: readonly string[];
  /** Runner, as a path inside its `node_modules`; nothing for Node itself. */
  readonly runner: string | undefined;
}

const TAPE = { runner: 'tape/bin/tape', tests: ['test/**/*.js'] };

/** Packages that bring their tests in what npm installs. */
const SUITES: readonly Suite[] = [
  { name: 'minimist', needs: ['tape'], ...TAPE },
  {
    name: 'qs',
    needs: [
      ...['tape', 'es-value-fixtures', 'for-each', 'has-bigints', 'has-override-mistake'],
      ...['has-property-descriptors', 'has-proto', 'has-symbols', 'iconv-lite', 'mock-property'],
      ...['object-inspect', 'safer-buffer'],
    ],
    ...TAPE,
  },
  {
    name: 'deep-equal',
    needs: [
      ...['tape', 'available-typed-arrays', 'for-each', 'has-proto', 'has-symbols'],
      ...['has-typed-arrays', 'object.getownpropertydescriptors', 'semver@6'],
    ],
    ...TAPE,
  },
  {
    name: 'array-includes',
    needs: ['tape', 'functions-have-names', 'has-strict-mode', 'hasown'],
    ...TAPE,
  },
  {
    name: 'is-callable',
    needs: [
      ...['tape', 'available-typed-arrays', 'es-value-fixtures', 'for-each', 'has-tostringtag'],
      ...['make-arrow-function', 'make-async-function', 'make-generator-function'],
      'object-inspect',
    ],
    ...TAPE,
  },
  {
    name: 'fastq',
    needs: ['tape'],
    runner: 'tape/bin/tape',
    tests: ['test/test.js', 'test/promise.js'],
  },
  // Expressions with places of their own, and classes that stand in for them.
  {
    name: 'string.prototype.matchall',
    needs: [
      ...['tape', 'es5-shim', 'es6-shim', 'for-each', 'functions-have-names', 'mock-property'],
      ...['object-inspect', 'object.assign', 'object.entries'],
    ],
    ...TAPE,
  },
];

/**
 * Do the tests of real packages, run with counters in the package and in its tests, end as they do
 * without? `CONFORMANCE_FOLDERS` names folders of further packages, checked out and installed, each
 * followed by `=` and its test command.
 */
export function countingConformance(): Promise<void> {
  const root = mkdtempSync(path.join(tmpdir(), 'rankscope-conformance-'));
  try {
    console.log('| package | Node | exit code and output without | with |');
    console.log('|---|---|---|---|');
    for (const suite of SUITES) {
      const folder = install(suite, root);
      report(suite.name, folder, [
        ...(suite.runner === undefined ? [] : [path.join(folder, 'node_modules', suite.runner)]),
        ...suite.tests,
      ]);
    }
    for (const each of (process.env['CONFORMANCE_FOLDERS'] ?? '').split(';').filter(Boolean)) {
      const [folder = '', words = ''] = each.split('=');
      report(path.basename(folder), folder, words.split(' '));
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  return Promise.resolve();
}

/** Downloads a package with its tests, and installs what they need. */
function install({ name, needs }: Suite, root: string): string {
  const folder = path.join(root, name);
  mkdirSync(folder);
  execFileSync('npm', ['pack', name, '--silent'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const archive = readdirSync(root).find((file) => file.startsWith(`${name}-`));
  if (archive === undefined) throw new Error(`npm has not packed ${name}.`);
  execFileSync('tar', ['xzf', archive, '-C', name, '--strip-components=1'], { cwd: root });
  withoutDevelopment(path.join(folder, 'package.json'));
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save'];
  execFileSync('npm', ['install', ...flags, ...needs], { cwd: folder, stdio: 'ignore' });
  return folder;
}

/** What a package is developed with, its linters above all, is not needed and may not fit together. */
function withoutDevelopment(file: string): void {
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  writeFileSync(file, JSON.stringify({ ...manifest, devDependencies: {}, scripts: {} }));
}

function report(name: string, folder: string, words: readonly string[]): void {
  for (const major of [20, 24]) {
    const [plain, counted] = [false, true].map((isCounted) =>
      outcome(nodeBinary(major), words, folder, isCounted),
    );
    const isSame = plain?.text === counted?.text && plain?.code === counted?.code;
    const verdict = isSame ? 'the same' : `differs, exit code ${String(counted?.code)}`;
    console.log(
      `| ${name} | ${major} | ${String(plain?.code)}, ${plain?.lines ?? 0} lines | ${verdict} |`,
    );
    if (!isSame) console.log(firstDifference(plain?.text ?? '', counted?.text ?? ''));
  }
}

function outcome(node: string, words: readonly string[], cwd: string, isCounted: boolean) {
  const counts = mkdtempSync(path.join(tmpdir(), 'rankscope-counts-'));
  const options = {
    version: COUNTING_VERSION,
    folder: counts,
    counter: 'rewrite',
    deps: [],
    replacements: [],
  } as const;
  const env = isCounted ? countingEnvironment(process.env, DIST, options) : process.env;
  const { status, stdout, stderr } = spawnSync(node, words, { cwd, env, encoding: 'utf8' });
  const hasCounts = readdirSync(counts).some((file) => file.endsWith('.counts.json'));
  rmSync(counts, { recursive: true });
  if (isCounted && !hasCounts) throw new Error(`Nothing was counted in ${cwd}.`);
  if (!existsSync(cwd)) throw new Error(`There is no folder ${cwd}.`);
  const text = withoutTimes(stdout + stderr);
  return { code: status, text, lines: text.split('\n').length };
}

/** Durations, process ids, and columns of stack traces, which differ from run to run and by rewriting. */
function withoutTimes(text: string): string {
  return (
    text
      // Test runners print some only where they are long.
      .replace(/\s*\(?\b\d+(?:\.\d+)?\s?m?s\)?/g, '')
      .replace(/\(node:\d+\)/g, '(node)')
      .replace(/duration_ms:? [\d.]+/g, '<time>')
      .replace(/(:\d+):\d+\)?/g, '$1')
  );
}

function firstDifference(before: string, after: string): string {
  const lines = after.split('\n');
  const index = before.split('\n').findIndex((line, i) => line !== lines[i]);
  return `  - ${before.split('\n')[index] ?? ''}\n  + ${lines[index] ?? ''}`;
}
