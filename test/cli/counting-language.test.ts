import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { countTarget } from '../../src/launch/measured-run.js';
import { LANGUAGE_FILES } from '../support/language-files.js';
import { run } from '../support/programs.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { nodeBinary, nodeMajors } from '../support/tools.js';

const DIST = path.resolve(import.meta.dirname, '../../dist');

/** Loads all files, one after the other, with what they print under their names. */
const MAIN = `import { inspect } from 'node:util';
globalThis.log = (...args) => void console.log(...args.map((each) => inspect(each, { depth: 6 })));
for (const file of ${JSON.stringify(Object.keys(LANGUAGE_FILES))}) {
  console.log('# ' + file);
  await import('./' + file).catch((error) => console.log(error.name));
}
`;

/** Files whose syntax is too new for the Node that is tested, or too odd for the parser. */
const NOT_COUNTED: readonly string[] = ['exports.mjs', 'more.mjs', 'throws.mjs'];

describe('What is rare in the language', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();

  for (const major of nodeMajors) {
    it(`does the same with counters, and is counted, on Node ${major}`, async () => {
      const cwd = folder.project({
        ...LANGUAGE_FILES,
        ...{ 'main.mjs': MAIN, 'data.json': '{ "xs": [1, 2] }', 'package.json': '{}' },
      });
      const out = path.join(cwd, 'counts');
      mkdirSync(out);
      const command = [nodeBinary(major), 'main.mjs'];
      const options = { version: 1, folder: out, counter: 'rewrite', deps: [], replacements: [] };
      const plain = await run(command, { cwd });
      const counted = await run(command, {
        cwd,
        env: {
          ...process.env,
          NODE_OPTIONS: `--require "${path.join(DIST, 'counting.js')}"`,
          RANKSCOPE_COUNTING: JSON.stringify(options),
        },
      });
      assert.equal(plain.code, 0, plain.stderr);
      assert.equal(counted.stdout.toString(), plain.stdout.toString());
      assert.equal(counted.stderr, plain.stderr);
      const { unread, files } = await countTarget({
        ...{ command, cwd, env: process.env, agentFolder: DIST, stdio: 'ignore' },
        ...{ deps: [], counter: 'rewrite' },
      });
      assert.deepEqual(unread, []);
      const names = files.map(({ file }) => path.basename(file));
      for (const name of Object.keys(LANGUAGE_FILES)) {
        assert.ok(NOT_COUNTED.includes(name) || names.includes(name), name);
      }
    });
  }
});
