import assert from 'node:assert/strict';
import {
  degreeOf,
  findingsByParameter,
  growthByParameter,
  type ParameterScaling,
} from '../../../../src/core/analysis/parameters.js';
import { scalingOf } from '../../../../src/core/analysis/scale.js';

/** A loop over items around one over what was picked, k times: items · k², and items alone. */
function sweep(parameter: 'items' | 'k', values: readonly number[]): ParameterScaling {
  const site = (kind: 'loop' | 'builtin', label: string, line: number, parent: number) => ({
    ...{ kind, label, line, column: 3, endLine: line, function: 'rerank', parent },
  });
  const runs = values.map((size) => {
    const items = parameter === 'items' ? size : 400;
    const k = parameter === 'k' ? size : 20;
    return {
      size,
      files: [
        {
          ...{ id: '0', file: '/app/mmr.ts' },
          sites: [site('loop', 'for', 2, -1), site('builtin', 'some', 3, 0)],
          counts: [items * k, items * k * k],
        },
      ],
      runsMs: [],
    };
  });
  const held = parameter === 'k' ? { items: 400 } : { k: 20 };
  return { parameter, held, scaling: scalingOf(runs) };
}

describe('growth by parameter', () => {
  const sweeps = [sweep('items', [100, 200, 400]), sweep('k', [5, 10, 20])];

  it('of a site in each of them, told by the worst', () => {
    const [some, loop, ...others] = growthByParameter(sweeps);
    assert.ok(some !== undefined && loop !== undefined && others.length === 0);
    assert.deepEqual([some.label, some.parameter, some.growth], ['some', 'k', 2]);
    assert.deepEqual(
      some.others.map(({ parameter, growth }) => [parameter, growth]),
      [['items', 1]],
    );
    assert.equal(degreeOf(some), 3);
    assert.deepEqual([some.isSuperlinear, loop.isSuperlinear], [true, false]);
    assert.deepEqual([loop.parameter, loop.growth, loop.others[0]?.growth], ['items', 1, 1]);
  });

  it('as one finding a line, which names the parameter', () => {
    const [finding, ...others] = findingsByParameter(sweeps);
    assert.deepEqual(others, []);
    assert.equal(finding?.line, 3);
    assert.equal(
      finding.message,
      'some in rerank grows as n^2.00 in k · 10 000 → 160 000 for k = 5 → 20',
    );
  });

  it('is that of the size alone where there is one', () => {
    const [one] = growthByParameter([{ ...sweeps[1]!, parameter: 'n' }]);
    assert.deepEqual([one?.parameter, one?.others], ['n', []]);
    const [finding] = findingsByParameter([{ ...sweeps[1]!, parameter: 'n' }]);
    assert.match(finding?.message ?? '', /grows as n\^2\.00 · .+ for n = 5 → 20$/);
  });
});
