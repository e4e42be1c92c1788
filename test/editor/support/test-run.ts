import path from 'node:path';

/** Where a run of the tests in the extension host keeps its things. */
export interface TestRun {
  /** The project's root. */
  readonly root: string;
  /** The bundles of the tests. */
  readonly bundles: string;
  /** What the tests say, as text. */
  readonly output: string;
  /** Written when they are over. */
  readonly outcome: string;
  /** A copy of the sample, which is open in VS Code. */
  readonly workspace: string;
}

const ROOT = 'RANKSCOPE_TEST_ROOT';
const FOLDER = 'RANKSCOPE_TEST_FOLDER';

/** The same places, for the environment of the extension host. */
export function testRunEnvironment(root: string, folder: string): Record<string, string> {
  return { [ROOT]: root, [FOLDER]: folder };
}

/** The places of this run. */
export function testRun(env: NodeJS.ProcessEnv = process.env): TestRun {
  const { [ROOT]: root, [FOLDER]: folder } = env;
  if (root === undefined || folder === undefined) {
    throw new Error('These tests run inside VS Code: `npm run test:editor` starts them.');
  }
  return {
    root,
    bundles: path.join(root, 'out', 'test', 'editor'),
    output: path.join(folder, 'output.txt'),
    outcome: path.join(folder, 'outcome.json'),
    workspace: path.join(folder, 'movie-feed'),
  };
}
