// Runs the tests of this folder inside the extension host of real VS Code.
//   npm run test:editor
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { copyOfSample, pathWithNode } from '../support/sample.js';
import { TemporaryFolder } from '../support/temporary-folder.js';
import { Vscode } from '../support/vscode/vscode.js';
import type { Workbench } from '../support/vscode/workbench.js';
import { testRun, testRunEnvironment, type TestRun } from './support/test-run.js';

const LONGEST_MS = 300_000;

const root = path.resolve(import.meta.dirname, '../..');

async function main(): Promise<void> {
  const folder = new TemporaryFolder();
  const env = testRunEnvironment(root, folder.path);
  const run = testRun(env);
  try {
    await bundle(run);
    copyOfSample(run.workspace);
    writeFileSync(run.output, '');
    const vscode = await Vscode.start({
      tests: 'page',
      env: { ...env, PATH: pathWithNode(24) },
      // What a test has typed is its own to save, or to take back.
      settings: { 'files.autoSave': 'off' },
    });
    try {
      const workbench = await vscode.open(run.workspace, {
        payload: {
          extensionDevelopmentPath: vscode.remoteUri(root),
          extensionTestsPath: vscode.remoteUri(path.join(run.bundles, 'index.js')),
          skipWelcome: 'true',
        },
      });
      await follow(run, workbench);
    } finally {
      await vscode.stop();
    }
  } finally {
    folder.remove();
  }
}

async function bundle({ bundles }: TestRun): Promise<void> {
  rmSync(bundles, { recursive: true, force: true });
  const tests = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.test.ts'));
  await build({
    absWorkingDir: import.meta.dirname,
    entryPoints: ['index.ts', ...tests],
    outdir: bundles,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    define: { RANKSCOPE_VERSION: '"test"' },
    logLevel: 'warning',
  });
}

/** Passes on what the tests say until they are over. */
async function follow({ output, outcome }: TestRun, workbench: Workbench): Promise<void> {
  const errors: string[] = [];
  workbench.page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  const end = performance.now() + LONGEST_MS;
  let said = 0;
  for (;;) {
    const isOver = existsSync(outcome);
    const text = readFileSync(output, 'utf8');
    process.stdout.write(text.slice(said));
    said = text.length;
    if (isOver) break;
    if (performance.now() > end) {
      await workbench.screenshot('editor-tests-hang');
      throw new Error(
        `The tests in the extension host did not end. VS Code's last words:\n${errors.slice(-10).join('\n')}`,
      );
    }
    await sleep(100);
  }
  const { failures } = JSON.parse(readFileSync(outcome, 'utf8')) as { failures: number };
  if (failures > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
