import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fixAll } from '../../../../src/core/rules/apply-fixes.js';
import { applyEdits } from '../../../../src/core/rules/text-edits.js';
import { corpusModules, loadCorpusModule } from '../../../support/corpus.js';
import { suspectsIn } from '../../../support/suspects.js';

describe('fixes in the corpus of growth', () => {
  let folder: string;
  let count = 0;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'rankscope-fixes-'));
    for (const name of ['slow', 'fixed', 'look-alikes'] as const) {
      cpSync(path.dirname(corpusModules(name)[0] ?? ''), path.join(folder, name), {
        recursive: true,
      });
    }
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** What a module gives for its two smallest sizes, and what is left of its inputs. */
  async function outcomes(file: string): Promise<unknown[]> {
    const module = await loadCorpusModule(file);
    const all: unknown[] = [];
    for (const n of [1, 2, ...module.sizes.slice(0, 2)]) {
      const input = module.setup(n);
      all.push([await module.run(input), input]);
    }
    return all;
  }

  /** The same of a module that has this text instead. */
  async function outcomesOf(file: string, text: string): Promise<unknown[]> {
    count += 1;
    const { dir, name, ext } = path.parse(file);
    // Beside the copy of the module, whose helpers it imports.
    const copy = path.join(folder, path.basename(dir), `${name}.${count}${ext}`);
    writeFileSync(copy, text);
    return outcomes(copy);
  }

  const modules = (['slow', 'fixed', 'look-alikes'] as const).flatMap((name) =>
    corpusModules(name),
  );
  const fixable = modules.filter((file) => fixAll(readFileSync(file, 'utf8'), file).count > 0);

  it('are known for many modules', () => {
    assert.ok(fixable.length >= 18, fixable.join('\n'));
  });

  for (const file of fixable) {
    const title = `${path.basename(path.dirname(file))}/${path.basename(file)}`;
    it(`${title}: one by one and all together they leave the output alone`, async () => {
      const text = readFileSync(file, 'utf8');
      const expected = await outcomes(file);
      for (const { fix } of suspectsIn(text, file)) {
        if (fix === undefined) continue;
        assert.deepEqual(await outcomesOf(file, applyEdits(text, fix.edits)), expected, fix.title);
      }
      const fixed = fixAll(text, file).text;
      assert.deepEqual(await outcomesOf(file, fixed), expected, fixed);
      assert.equal(fixAll(fixed, file).count, 0);
    });
  }
});
