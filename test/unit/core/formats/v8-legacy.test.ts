import assert from 'node:assert/strict';
import { v8Legacy } from '../../../../src/core/formats/v8-legacy.js';
import { textFromProfile } from '../../../support/profile-from-text.js';
import { figures, fixture, json, nestedChain, readOne, refuses } from './fixture-files.js';

const RANK = { functionName: 'rank', url: '/a/x.js', lineNumber: 3, columnNumber: 10 };

function small(): Record<string, unknown> & { head: Record<string, unknown> } {
  return {
    head: {
      functionName: '(root)',
      url: '',
      lineNumber: 0,
      columnNumber: 0,
      id: 1,
      hitCount: 0,
      children: [
        { ...RANK, id: 2, hitCount: 3, children: [], lineTicks: [{ line: 7, hitCount: 3 }] },
        { functionName: '(program)', url: '', lineNumber: 0, id: 3, hitCount: 1, children: [] },
      ],
    },
    startTime: 10,
    endTime: 10.5,
    samples: [2, 3, 2, 2],
    timestamps: [1000, 1100, 1300, 1600],
  };
}

describe('reading the old kind of .cpuprofile', () => {
  it('takes times from timestamps', () => {
    const profile = readOne(v8Legacy, json(small()));
    assert.equal(textFromProfile(profile), '(program) 200\nrank@/a/x.js:3:10#7 600');
    assert.deepEqual([...(profile.timeline?.startUs ?? [])], [1000, 1100, 1300, 1600]);
    assert.equal(profile.functions.find(({ name }) => name === '(program)')?.kind, 'program');
  });

  it('shares seconds by hits when there are no samples', () => {
    const { head, startTime, endTime } = small();
    const profile = readOne(v8Legacy, json({ head, startTime, endTime }));
    assert.deepEqual(figures(profile), {
      rank: [375_000, 375_000],
      '(program)': [125_000, 125_000],
    });
  });

  it('reads a real file of v8-profiler-next', () => {
    const profile = readOne(v8Legacy, fixture('v8-profiler-next-tree.cpuprofile'));
    const score = profile.functions.find(({ name }) => name === 'score');
    assert.deepEqual([score?.file, score?.line], ['/workspace/feed/feed.mjs', 4]);
    const sum = profile.tree.self.reduce((all, value) => all + value, 0);
    assert.equal(sum.toFixed(3), '164313.947');
    assert.equal(profile.sampleCount, 77);
  });

  it('reads chains of 100 000 calls', () => {
    const bytes = nestedChain(100_000, '"functionName":"f"', '"functionName":"leaf","hitCount":1');
    const text = new TextDecoder().decode(bytes).replace(/\}$/, ',"startTime":0,"endTime":1}');
    const profile = readOne(v8Legacy, new TextEncoder().encode(text));
    assert.equal(profile.tree.self.length, 100_002);
  });
});

describe('refusing the old kind of .cpuprofile', () => {
  const head = (change: object): unknown => ({ ...small(), head: { ...small().head, ...change } });
  const cases: [what: string, file: unknown, says: RegExp][] = [
    ['no head', {}, /"head" of the profile is missing/],
    [
      'a name that is null',
      head({ functionName: null }),
      /"functionName" of head of the profile is null/,
    ],
    ['hits below zero', head({ hitCount: -3 }), /"hitCount"/],
    ['two nodes of one id', head({ id: 2 }), /have the id 2/],
    ['a child that is text', head({ children: ['x'] }), /Child 0 of a node is text/],
    ['a sample of a missing node', { ...small(), samples: [2, 9, 2, 2] }, /Sample 1 hit node 9/],
    ['times that are text', { ...small(), timestamps: ['1', 2, 3, 4] }, /Entry 0 of "timestamps"/],
    ['fewer times than samples', { ...small(), timestamps: [1] }, /4 samples but 1 times/],
    ['neither times nor a duration', { head: small().head }, /neither times/],
  ];
  for (const [what, file, says] of cases) {
    it(`with ${what}`, () => {
      refuses(() => v8Legacy.parse(json(file)), 'malformed', says);
    });
  }

  it('without samples', () => {
    const { head: tree } = small();
    const empty = { ...tree, children: [] };
    refuses(() => v8Legacy.parse(json({ head: empty, startTime: 0, endTime: 1 })), 'no-samples');
  });
});
