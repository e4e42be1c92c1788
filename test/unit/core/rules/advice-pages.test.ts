import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { RULES } from '../../../../src/core/rules/rules.js';
import { rulesIn } from '../../../support/suspects.js';

const root = path.resolve(import.meta.dirname, '../../../..');
const folder = path.join(root, 'media/rules');

describe('pages that show how to avoid what a rule finds', () => {
  const ids = RULES.map(({ id }) => id).sort();

  it('are there for every rule, and no other', () => {
    assert.deepEqual(
      readdirSync(folder).sort(),
      ids.map((id) => `${id}.md`),
    );
  });

  for (const id of ids) {
    it(`${id}: the rule finds the first example, and nothing in the second`, () => {
      const text = readFileSync(path.join(folder, `${id}.md`), 'utf8');
      const [slow, fast, ...others] = [...text.matchAll(/```js\n(.*?)```/gsu)].map(
        ([, code]) => code ?? '',
      );
      assert.deepEqual(others, []);
      const found = rulesIn(slow ?? '').map((each) => each.split('@')[0]);
      assert.ok(found.includes(id), found.join(' '));
      assert.deepEqual(rulesIn(fast ?? ''), []);
    });
  }

  it('the settings name the same rules', () => {
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      contributes: {
        configuration: { properties: Record<string, { properties?: Record<string, unknown> }> };
      };
    };
    const { 'rankscope.scan.rules': setting } = manifest.contributes.configuration.properties;
    assert.deepEqual(Object.keys(setting?.properties ?? {}).sort(), ids);
  });
});
