import { strict as assert } from 'node:assert';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { typescriptArguments } from '../../../src/launch/typescript-support.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

describe('typescriptArguments', () => {
  const folder = temporaryFolder();
  const project = folder.project({
    'with/node_modules/tsx/package.json': '{"name":"tsx","main":"loader.cjs"}',
    'with/node_modules/tsx/loader.cjs': '',
  });
  const argumentsOf = (file: string): string[] =>
    typescriptArguments({ file: path.resolve(project, file), dist: '/dist' });

  it('JavaScript needs none', () => {
    for (const file of ['with/a.js', 'with/a.mjs', '/without/a.cjs']) {
      assert.deepEqual(argumentsOf(file), []);
    }
  });

  it('TypeScript is compiled by the tsx of its project', () => {
    const tsx = pathToFileURL(path.join(project, 'with/node_modules/tsx/loader.cjs')).href;
    for (const file of ['with/a.ts', 'with/src/deep/a.mts', 'with/a.tsx']) {
      assert.deepEqual(argumentsOf(file), ['--import', tsx]);
    }
  });

  it('TypeScript is compiled by us where there is none', () => {
    const hook = ['--require', path.join('/dist', 'typescript.js')];
    for (const file of ['/without/a.ts', '/without/a.cts', '/without/a.TSX']) {
      assert.deepEqual(argumentsOf(file), hook);
    }
  });
});
