import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '../support/programs.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { nodeBinary, nodeMajors } from '../support/tools.js';
import { ASYNC_PROGRAMS, TRICKY_PROGRAMS } from '../support/tricky-programs.js';

const DIST = path.resolve(import.meta.dirname, '../../dist');

const LOG = `const { inspect } = require('node:util');
const log = (...args) => void console.log(...args.map((each) => inspect(each, { depth: 6 })));
`;

/** What all programs print, each in a module of its own. */
function project(): Record<string, string> {
  const files: Record<string, string> = {};
  const all = Object.entries(TRICKY_PROGRAMS);
  all.forEach(([, text], index) => {
    files[`program-${index}.cjs`] =
      `${text.startsWith("\n    'use strict'") ? "'use strict';" : ''}module.exports = (log) => {${text}\n};`;
  });
  Object.values(ASYNC_PROGRAMS).forEach((text, index) => {
    files[`later-${index}.cjs`] = `module.exports = async (log) => {${text}\n};`;
  });
  files['main.cjs'] = `${LOG}(async () => {
    for (const [index, name] of ${JSON.stringify(all.map(([name]) => name))}.entries()) {
      console.log('# ' + name); require('./program-' + index + '.cjs').call('this', log);
    }
    for (let i = 0; i < ${Object.keys(ASYNC_PROGRAMS).length}; i++) await require('./later-' + i + '.cjs')(log);
  })().catch((error) => { console.log(error); process.exitCode = 1; });`;
  return files;
}

describe('Counting leaves the behaviour of a program', () => {
  const folder = temporaryFolder();

  for (const major of nodeMajors) {
    it(`as it is, on Node ${major}`, async function () {
      this.timeout(60_000);
      const root = folder.project(project());
      const out = path.join(root, 'counts');
      mkdirSync(out);
      writeFileSync(path.join(root, 'package.json'), '{}');
      const command = [nodeBinary(major), path.join(root, 'main.cjs')];
      const options = { version: 1, folder: out, counter: 'rewrite', deps: [], replacements: [] };
      const [plain, counted] = await Promise.all([
        run(command),
        run(command, {
          env: {
            ...process.env,
            NODE_OPTIONS: `--require "${path.join(DIST, 'counting.js')}"`,
            RANKSCOPE_COUNTING: JSON.stringify(options),
          },
        }),
      ]);
      assert.equal(plain.code, 0, plain.stdout.toString() + plain.stderr);
      assert.equal(counted.stdout.toString(), plain.stdout.toString());
      assert.equal(counted.stderr, plain.stderr);
      assert.equal(counted.code, 0);
    });
  }
});
