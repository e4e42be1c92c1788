import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { testRun } from './support/test-run.js';

/**
 * Runs the tests in this extension host, as VS Code asks for it; `run.ts` waits outside for what
 * they say, and for the file that is written last.
 */
export async function run(): Promise<void> {
  const { root, bundles, output, outcome } = testRun();
  const say = (...what: unknown[]) => appendFileSync(output, `${format(...what)}\n`);
  try {
    // The console of an extension host ends in a log of VS Code.
    Mocha.reporters.Base.consoleLog = say;
    const mocha = new Mocha({ timeout: 30_000, forbidOnly: true });
    const load = createRequire(path.join(root, 'package.json'));
    mocha.reporter(load('./scripts/mocha-reporter.cjs') as typeof Mocha.reporters.Base);
    for (const file of readdirSync(bundles).sort()) {
      if (file.endsWith('.test.js')) mocha.addFile(path.join(bundles, file));
    }
    const failures = await new Promise<number>((resolve) => mocha.run(resolve));
    writeFileSync(outcome, JSON.stringify({ failures }));
  } catch (error) {
    say(error);
    writeFileSync(outcome, JSON.stringify({ failures: 1 }));
  }
}
