import assert from 'node:assert/strict';
import path from 'node:path';
import { shownPath } from '../../../src/io/shown-path.js';

describe('shown paths', () => {
  const cwd = path.resolve('work', 'feed');

  it('are relative inside the working folder', () => {
    assert.equal(shownPath(path.join(cwd, 'src', 'rank.ts'), cwd), path.join('src', 'rank.ts'));
    assert.equal(shownPath(path.join(cwd, '..a.ts'), cwd), '..a.ts');
  });

  it('are absolute outside of it, and for the folder itself', () => {
    const outside = path.resolve('work', 'feeds', 'rank.ts');
    assert.equal(shownPath(outside, cwd), outside);
    assert.equal(shownPath(cwd, cwd), cwd);
  });

  it('stay what they are when they are no paths of this machine', () => {
    for (const file of [
      'http://127.0.0.1:80/rank.js',
      'node:fs',
      'src/rank.py',
      'evalmachine.js',
    ]) {
      assert.equal(shownPath(file, cwd), file);
    }
  });
});
