import assert from 'node:assert/strict';
import path from 'node:path';
import { workloadsFor } from '../../../src/io/workloads-for.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

describe('the workloads for a file', () => {
  const folder = temporaryFolder();
  const root = folder.project({
    'far.workload.ts': `import { feed } from './src/feed.js';
export const run = () => feed();
export function setup() {}`,
    'near.workload.cjs': `const { score } = require('./src/score');
module.exports = { rank: () => score(), check() {} };`,
    'other.workload.mjs': 'import fs from "node:fs"; export const run = () => fs;',
    'broken.workload.mjs': 'import { from ;',
    'src/feed.ts': `export * from './index.js';
export const feed = async () => (await import('./score.ts')).score();`,
    'src/index.ts': `import './feed.js';\nexport {};`,
    'src/score.ts': 'export const score = () => 1;',
  });
  const at = (name: string) => path.join(root, name);
  const workloads = [
    ...['far.workload.ts', 'near.workload.cjs', 'other.workload.mjs', 'broken.workload.mjs'],
    'missing.workload.mjs',
  ].map(at);

  it('are those that load it over imports, nearest first, with what they export to be run', () => {
    assert.deepEqual(workloadsFor([at('src/score.ts')], workloads, root), [
      { file: at('near.workload.cjs'), exported: ['rank'], steps: 1 },
      { file: at('far.workload.ts'), exported: ['run'], steps: 2 },
    ]);
  });

  it('is the file itself when it is one', () => {
    const found = workloadsFor([at('other.workload.mjs')], workloads, root);
    assert.deepEqual(found, [{ file: at('other.workload.mjs'), exported: ['run'], steps: 0 }]);
  });

  it('are none when nobody loads it, however files import each other', () => {
    assert.deepEqual(workloadsFor([at('src/none.ts')], workloads, root), []);
    assert.deepEqual(workloadsFor([], workloads, root), []);
  });
});
