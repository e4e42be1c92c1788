import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { RecordedTexts } from '../../../src/editor/prove/recorded-texts.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

describe('the texts of a recorded program', () => {
  const folder = temporaryFolder();

  it('tell which of its own files have changed since, and what they were', async () => {
    const root = folder.project({ 'a.ts': 'a', 'b.ts': 'b', 'lib.ts': 'lib' });
    const at = (name: string) => path.join(root, name);
    const texts = new RecordedTexts();
    assert.deepEqual(await texts.changed(), []);
    texts.remember([
      { file: at('a.ts'), origin: 'own' },
      { file: at('b.ts'), origin: 'own' },
      { file: at('gone.ts'), origin: 'own' },
      { file: at('lib.ts'), origin: 'dependency' },
    ]);
    assert.deepEqual(await texts.changed(), []);
    for (const name of ['a.ts', 'gone.ts', 'lib.ts']) writeFileSync(at(name), 'new');
    assert.deepEqual(await texts.changed(), [{ file: at('a.ts'), before: 'a' }]);
  });
});
