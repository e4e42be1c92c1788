import path from 'node:path';
import type { LaunchPlan } from './launch-plan.js';

/** A test runner that can run a single test by its name. */
export type TestRunner = 'node' | 'vitest' | 'jest' | 'mocha';

/** What is known of a test file. */
export interface TestFile {
  readonly file: string;
  /** What it imports, as written. */
  readonly imports: readonly string[];
  /** Names of all dependencies of the package it belongs to. */
  readonly dependencies: ReadonlySet<string>;
}

/** Most specific first: a package can have several runners, a file only imports its own. */
const BY_IMPORT: readonly (readonly [RegExp, TestRunner])[] = [
  [/^node:test$/, 'node'],
  [/^(vitest|vite-plus\/test)$/, 'vitest'],
  [/^@jest\/globals$/, 'jest'],
  [/^mocha$/, 'mocha'],
];

const BY_DEPENDENCY: readonly TestRunner[] = ['vitest', 'jest', 'mocha'];

/** Which runner is this test file for? Without any sign it is Node's own. */
export function testRunnerOf({ imports, dependencies }: TestFile): TestRunner {
  for (const [pattern, runner] of BY_IMPORT) {
    if (imports.some((source) => pattern.test(source))) return runner;
  }
  return BY_DEPENDENCY.find((runner) => dependencies.has(runner)) ?? 'node';
}

/** How to run one test or suite. */
export interface TestRequest {
  readonly file: string;
  /** Names of the blocks around it and its own. */
  readonly names: readonly string[];
  readonly isSuite: boolean;
  /** Folder of the package it belongs to. */
  readonly packageFolder: string;
  readonly root: string;
  readonly node: string;
  /** Arguments Node needs to understand the file. */
  readonly nodeArguments: readonly string[];
  /** Command of the user's with `{file}` and `{name}` in it; empty for none. */
  readonly custom: string;
}

/** The plan that runs one test with its runner and nothing else. */
export function testPlan(runner: TestRunner, request: TestRequest): LaunchPlan {
  const { file, names, packageFolder: cwd, root } = request;
  const title = `${path.basename(file)} › ${names.at(-1) ?? 'all'}`;
  if (request.custom !== '') {
    return { title, cwd, root, command: customCommand(request) };
  }
  return { title, cwd, root, command: testCommand(runner, request) };
}

function testCommand(runner: TestRunner, request: TestRequest): readonly string[] {
  const { file, names, isSuite, node, nodeArguments } = request;
  // All runners but Node's match the names of a test and of its suites, put together with spaces.
  const full = escapeRegExp(names.join(' '));
  const pattern = isSuite ? `^${full}` : `^${full}$`;
  switch (runner) {
    case 'node': {
      const own = `^${escapeRegExp(names.at(-1) ?? '')}$`;
      return [node, ...nodeArguments, '--test-name-pattern', own, file];
    }
    case 'vitest':
      return ['npx', 'vitest', 'run', file, '-t', pattern];
    case 'jest':
      return ['npx', 'jest', '--runInBand', file, '-t', pattern];
    case 'mocha':
      return ['npx', 'mocha', file, '--grep', pattern];
    default:
      return runner satisfies never;
  }
}

/** Words apart at spaces; the placeholders are filled in afterwards, so that names stay whole. */
function customCommand({ custom, file, names }: TestRequest): readonly string[] {
  return custom
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll('{file}', file).replaceAll('{name}', names.join(' ')));
}

function escapeRegExp(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
