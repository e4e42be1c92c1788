import { strict as assert } from 'node:assert';
import { neighboursOf, type NeighbourCost } from '../../../../src/core/analysis/neighbours.js';
import { profileFromText } from '../../../support/profile-from-text.js';

/** Callers and callees of a function in a drawn profile, as `name time`. */
function neighbours(text: string, name: string): { callers: string[]; callees: string[] } {
  const profile = profileFromText(text);
  const index = profile.functions.findIndex((spec) => spec.name === name);
  const shown = (costs: readonly NeighbourCost[]) =>
    costs.map(({ functionIndex, total }) => `${profile.functions[functionIndex]!.name} ${total}`);
  const { callers, callees } = neighboursOf(profile, index);
  return { callers: shown(callers), callees: shown(callees) };
}

describe('neighboursOf', () => {
  it('tells who calls a function and whom it calls, heaviest first', () => {
    const text = 'main>a>f>x 3\nmain>b>f 5\nmain>a>f>y 4\nmain>b 100\nf>x 1';
    assert.deepEqual(neighbours(text, 'f'), {
      callers: ['a 7', 'b 5'],
      callees: ['x 4', 'y 4'],
    });
  });

  it('counts a stack once, however deep a function recurses', () => {
    const text = 'main>f 1\nmain>f>f 2\nmain>f>f>f>x 4';
    assert.deepEqual(neighbours(text, 'f'), { callers: ['main 7'], callees: ['x 4'] });
  });

  it('counts a stack once for functions that call each other', () => {
    const text = 'main>f>g>f>g>f 8';
    assert.deepEqual(neighbours(text, 'f'), { callers: ['main 8', 'g 8'], callees: ['g 8'] });
    assert.deepEqual(neighbours(text, 'g'), { callers: ['f 8'], callees: ['f 8'] });
  });

  it('adds up the lines of one caller', () => {
    const text = 'main@/a:1#3>f@/a:9#9 2\nmain@/a:1#4>f@/a:9#10 3';
    assert.deepEqual(neighbours(text, 'f').callers, ['main 5']);
  });

  it('leaves the engine out', () => {
    const text = 'f>(garbage collector) 4\n(idle) 7\nf 1';
    assert.deepEqual(neighbours(text, 'f'), { callers: [], callees: [] });
  });
});
