import { strict as assert } from 'node:assert';
import path from 'node:path';
import { fileCandidates } from '../../../src/workload/file-candidates.js';
import { moduleKind } from '../../../src/workload/module-kind.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

describe('fileCandidates', () => {
  it('finds the source of a file that would be built', () => {
    assert.deepEqual(fileCandidates('./a.js'), ['./a.ts', './a.tsx']);
    assert.deepEqual(fileCandidates('../a.mjs'), ['../a.mts']);
    assert.deepEqual(fileCandidates('/x/a.cjs'), ['/x/a.cts']);
    assert.deepEqual(fileCandidates('./a.jsx'), ['./a.tsx']);
  });

  it('finds the ending that was left out', () => {
    assert.deepEqual(fileCandidates('./user.service').slice(0, 2), [
      './user.service.ts',
      './user.service.tsx',
    ]);
    assert.ok(fileCandidates('file:///x/folder').includes('file:///x/folder/index.ts'));
    assert.ok(fileCandidates('..').includes('../index.ts'));
  });

  it('leaves packages and files of other kinds alone', () => {
    for (const specifier of ['lodash', '@a/b.js', 'node:fs', './a.ts', './a.json', '#x']) {
      assert.deepEqual(fileCandidates(specifier), [], specifier);
    }
  });
});

describe('moduleKind', () => {
  const folder = temporaryFolder();
  const project = folder.project({
    'esm/package.json': '{"type":"module"}',
    'cjs/package.json': '{"type":"commonjs"}',
    'cjs/nested/package.json': '{}',
    'esm/broken/package.json': '{',
  });
  const kind = (file: string, text = ''): string => moduleKind(path.join(project, file), text);

  it('is told by the ending, else by the package around the file', () => {
    assert.equal(kind('cjs/a.mts'), 'module');
    assert.equal(kind('esm/a.cts'), 'commonjs');
    assert.equal(kind('esm/src/deep/a.ts'), 'module');
    assert.equal(kind('cjs/src/a.tsx'), 'commonjs');
  });

  it('is what the text allows where neither tells', () => {
    assert.equal(kind('cjs/nested/a.ts', 'import x from "y"; __dirname;'), 'commonjs');
    assert.equal(kind('cjs/nested/a.ts', 'const url = import.meta.url;'), 'module');
    assert.equal(kind('cjs/nested/a.ts', 'f();\nawait run();'), 'module');
    assert.equal(kind('cjs/nested/a.ts', 'export const x = await run();'), 'module');
    assert.equal(kind('cjs/nested/a.ts', 'async function f() {\n  await g();\n}'), 'commonjs');
    assert.equal(kind('esm/broken/a.ts', 'export {};'), 'commonjs');
  });
});
