import { strict as assert } from 'node:assert';
import { HIDDEN, hiddenSteps } from '../../../../src/core/analysis/hidden-markov.js';

const A = 1;
const B = 2;

/** States of which nothing is known but how often they are expected. */
function expected(...priors: readonly number[]) {
  return priors.map((prior) => ({ prior, maxHides: 1 }));
}

/** Steps drawn as text: `a` and `b` show, `A` and `B` are hidden. */
function observe(drawn: string): { seen: number[]; hidden: [a: number, b: number] } {
  const seen = Array.from(drawn, (step) => (step === 'a' ? A : step === 'b' ? B : HIDDEN));
  const count = (step: string) => Array.from(drawn).filter((each) => each === step).length;
  return { seen, hidden: [count('A'), count('B')] };
}

function assertNear(actual: readonly number[], expected: readonly number[], within: number): void {
  assert.equal(actual.length, expected.length);
  for (const [i, value] of actual.entries()) {
    assert.ok(
      Math.abs(value - expected[i]!) <= within,
      `${String(actual)} for ${String(expected)}`,
    );
  }
}

describe('hiddenSteps', () => {
  for (const [what, drawn] of [
    ['each turn shows at times', 'aAAAaAAAAaAAaAAbBBBBbBBBB'.repeat(30)],
    [
      'one shows always, and the other never but once',
      `a${'bbbbbbbbbbAAAAAAAAAAAAAAAA'.repeat(20)}`,
    ],
    [
      'one stops to show in the middle',
      'aaaaaaaaaaaaaaaaaaaabbbbbbbb'.repeat(15) + 'AAAAAAAAAAAAAAAAAAAAbbbbbbbb'.repeat(15),
    ],
    [
      'turns are longer than a window',
      `${'a'.repeat(400)}${'B'.repeat(300)}${'b'.repeat(9)}`.repeat(4),
    ],
  ] as const) {
    it(`finds whose they are when ${what}`, () => {
      const { seen, hidden } = observe(drawn);
      const found = hiddenSteps([seen], expected(1, 1));
      assertNear(found, hidden, seen.length * 0.05);
    });
  }

  it('divides as what shows does where states are faster than the observations', () => {
    // No order to learn from: a linear congruential generator draws each step by itself.
    let state = 42;
    const random = () => (state = (state * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
    const seen = Array.from({ length: 3000 }, () => {
      const step = random() < 0.75 ? A : B;
      return random() < 0.5 ? HIDDEN : step;
    });
    const hidden = seen.filter((step) => step === HIDDEN).length;
    const [a = 0, b = 0] = hiddenSteps([seen], expected(3, 1));
    assert.ok(Math.abs(a + b - hidden) < 1e-6);
    assert.ok(a / hidden > 0.6 && a / hidden < 0.9, `${a} of ${hidden}`);
  });

  it('sees no order between chains, and gives nothing to what cannot be', () => {
    const chains = [[A, HIDDEN], [B, HIDDEN], [HIDDEN]];
    const found = hiddenSteps(chains, expected(1, 1, 0));
    assert.ok(Math.abs(found.reduce((sum, each) => sum + each, 0) - 3) < 1e-6);
    assert.equal(found[2], 0);
  });

  it('lets a state hide no more than it can', () => {
    const seen = [...Array<number>(40).fill(HIDDEN), B, ...Array<number>(40).fill(HIDDEN)];
    const found = hiddenSteps(
      [seen],
      [
        { prior: 1, maxHides: 1 },
        { prior: 1, maxHides: 0.5 },
      ],
    );
    assertNear(found, [80, 0], 4);
  });

  it('looks at parts of what is long, which takes no longer', () => {
    const { seen } = observe('aAAAaAAAAaAAaAAbBBBBbBBBB'.repeat(20_000));
    const [a = 0, b = 0] = hiddenSteps([seen], expected(1, 1));
    assert.ok(Math.abs(a / (a + b) - 11 / 19) < 0.06, `${a} of ${a + b}`);
  });

  it('has nothing to say of nothing', () => {
    assert.deepEqual(hiddenSteps([], expected(1, 1)), [0, 0]);
  });
});
