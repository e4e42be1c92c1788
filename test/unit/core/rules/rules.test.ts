import assert from 'node:assert/strict';
import { RULES } from '../../../../src/core/rules/rules.js';
import { rulesIn } from '../../../support/suspects.js';
import { FOUND, SILENT } from './shapes.js';

describe('the rules', () => {
  for (const { rule, about, text, line, file } of FOUND) {
    it(`${rule}: ${about}`, () => {
      assert.deepEqual(rulesIn(text, file), [`${rule}@${line}`], text);
    });
  }

  for (const { rule, about, text, file } of SILENT) {
    it(`not ${rule}: ${about}`, () => {
      assert.deepEqual(rulesIn(text, file), [], text);
    });
  }

  it('each have a shape they find and one they leave alone', () => {
    const ids = RULES.map(({ id }) => id).sort();
    assert.deepEqual([...new Set(FOUND.map(({ rule }) => rule))].sort(), ids);
    assert.deepEqual([...new Set(SILENT.map(({ rule }) => rule))].sort(), ids);
  });
});
