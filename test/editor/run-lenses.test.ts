import assert from 'node:assert/strict';
import { lensesOf, lineWith, open, withSetting } from './support/documents.js';

describe('lenses that record', () => {
  it('stand above every suite and test whose name is known', async () => {
    const editor = await open('test/page.test.ts');
    const blocks = editor.document
      .getText()
      .split('\n')
      .flatMap((text, index) =>
        /^\s*(?:describe|it|test|suite)\('/.test(text) ? [index + 1] : [],
      );
    assert.ok(blocks.length > 1);
    const lenses = await lensesOf(editor);
    assert.deepEqual(
      lenses.map(({ line }) => line),
      blocks,
    );
  });

  it('stand above the functions of a workload that are run, not those that prepare', async () => {
    const editor = await open('feed.workload.ts');
    const line = lineWith(editor, 'export async function run(');
    const lenses = await lensesOf(editor);
    assert.deepEqual(
      lenses.map(({ title, line: at }) => [title, at]),
      [
        ['$(flame) Profile', line],
        ['$(graph-line) Measure growth', line],
      ],
    );
  });

  it('stand nowhere else, and nowhere when they are switched off', async () => {
    assert.deepEqual(await lensesOf(await open('src/pipeline.ts')), []);
    await withSetting('codeLens.run', false, async () => {
      assert.deepEqual(await lensesOf(await open('feed.workload.ts')), []);
    });
  });
});
