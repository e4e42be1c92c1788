import assert from 'node:assert/strict';
import { isProverMessage } from '../../../src/protocol/prover.js';

describe('what the prover says', () => {
  const result = { conclusion: 'proved', summary: 'x', notes: ['y'] };

  it('is progress, a result or a failure', () => {
    assert.ok(isProverMessage({ kind: 'progress', text: 'Counting' }));
    assert.ok(isProverMessage({ kind: 'result', result }));
    assert.ok(isProverMessage({ kind: 'failed', message: 'no Node' }));
  });

  it('and nothing else', () => {
    const others: readonly unknown[] = [
      ...[undefined, null, 'x', {}, { kind: 'progress' }, { kind: 'failed' }, { kind: 'result' }],
      { kind: 'result', result: { ...result, conclusion: 'maybe' } },
      { kind: 'result', result: { ...result, notes: [1] } },
    ];
    for (const other of others) assert.equal(isProverMessage(other), false);
  });
});
