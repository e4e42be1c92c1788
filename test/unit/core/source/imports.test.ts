import assert from 'node:assert/strict';
import { importedFiles } from '../../../../src/core/source/imports.js';
import { sourceFacts } from '../../../../src/core/source/source-facts.js';

describe('imports of a source file', () => {
  const importsOf = (text: string) =>
    sourceFacts(text, '/a.js').imports.map(({ specifier, names }) => [specifier, [...names]]);

  it('are found in every form, with the names they have there', () => {
    assert.deepEqual(
      importsOf(`
        import all, { dot, norm as length } from './vector.js';
        import * as stages from '../stages';
        import 'side-effect';
        export { rank as default } from './rank.js';
        export * from './types.js';
        const { cosine, dice: overlap } = require('./similarity');
        const lazy = await import('./lazy.js');
        require(computed);
      `),
      [
        [
          './vector.js',
          [
            ['dot', 'dot'],
            ['length', 'norm'],
          ],
        ],
        ['../stages', []],
        ['side-effect', []],
        ['./rank.js', []],
        ['./types.js', []],
        [
          './similarity',
          [
            ['cosine', 'cosine'],
            ['overlap', 'dice'],
          ],
        ],
        ['./lazy.js', []],
      ],
    );
  });

  it('mean files as Node and TypeScript find them', () => {
    assert.ok(importedFiles('../lib/vector.js', '/app/src/rank.ts').includes('/app/lib/vector.ts'));
    assert.ok(importedFiles('./stages', '/app/rank.js').includes('/app/stages/index.js'));
    assert.equal(importedFiles('./vector.js', '/app/rank.js')[0], '/app/vector.js');
    assert.ok(importedFiles('./vector', 'C:\\\\app\\\\rank.js').includes('C:\\\\app\\\\vector.js'));
    assert.equal(importedFiles('./vector.js?v=1', '/app/rank.js')[0], '/app/vector.js');
  });

  it('mean no file of the project when they name a package', () => {
    for (const name of ['lodash', 'node:fs', '@scope/name', '/absolute.js', '.hidden']) {
      assert.deepEqual(importedFiles(name, '/app/rank.js'), []);
    }
  });
});
