import assert from 'node:assert/strict';
import path from 'node:path';
import {
  corpusFiles,
  corpusMarks,
  corpusModules,
  fixedTwin,
  loadCorpusModule,
} from '../../support/corpus.js';

/** All rules about growth, and what the marks of the corpus may therefore name. */
const RULES = [
  'accumulate-by-copy',
  'await-in-loop',
  'copy-in-loop',
  'costly-comparator',
  'dedupe-by-scan',
  'dense-over-sparse',
  'filter-per-user',
  'find-join',
  'greedy-rerank',
  'invariant-call',
  'membership-in-loop',
  'own-position-scan',
  'pairwise-loops',
  'pairwise-similarity',
  'queue-by-shift',
  'slice-recursion',
  'sort-in-loop',
  'sort-then-slice',
  'splice-in-loop',
  'unshift-in-loop',
];

describe('the corpus of growth', () => {
  const slow = corpusModules('slow');
  const names = (files: readonly string[]) => files.map((file) => path.basename(file));

  it('is large enough, and every slow module has a fixed twin', () => {
    assert.ok(slow.length >= 44, `${slow.length} slow modules`);
    assert.ok(corpusModules('look-alikes').length >= 28);
    assert.deepEqual(names(corpusModules('fixed')), names(slow));
  });

  it('has a mark of growth in every slow module and none elsewhere', () => {
    for (const file of slow) {
      const growing = corpusMarks(file).filter(({ grows }) => grows !== undefined);
      assert.equal(growing.length, 1, file);
    }
    const others = [...corpusModules('fixed'), ...corpusModules('look-alikes')];
    assert.deepEqual(others.flatMap(corpusMarks), []);
  });

  it('has an example of every rule, in modules of every kind', () => {
    const rules = slow.flatMap(corpusMarks).flatMap(({ rule }) => rule ?? []);
    assert.deepEqual([...new Set(rules)].sort(), RULES);
    const endings = new Set(slow.map((file) => path.extname(file)));
    assert.deepEqual([...endings].sort(), ['.cjs', '.mjs', '.ts']);
    assert.ok(slow.some((file) => corpusFiles(file).length > 1));
  });

  for (const file of slow) {
    it(`${path.basename(file)}: the twin gives the same output`, async () => {
      const before = await loadCorpusModule(file);
      const after = await loadCorpusModule(fixedTwin(file));
      assert.ok(before.sizes.length >= 4);
      assert.deepEqual(after.sizes, before.sizes);
      for (const n of before.sizes) {
        const expected = await before.run(before.setup(n));
        assert.notEqual(expected, undefined);
        assert.deepEqual(await after.run(after.setup(n)), expected);
      }
    });
  }

  for (const file of corpusModules('look-alikes')) {
    it(`${path.basename(file)} gives the same output again`, async () => {
      const module = await loadCorpusModule(file);
      const n = module.sizes[0] ?? 0;
      const output = await module.run(module.setup(n));
      assert.notEqual(output, undefined);
      assert.deepEqual(await module.run(module.setup(n)), output);
    });
  }
});
