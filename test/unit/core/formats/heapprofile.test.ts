import assert from 'node:assert/strict';
import { heapprofile } from '../../../../src/core/formats/heapprofile.js';
import { profileFromText, textFromProfile } from '../../../support/profile-from-text.js';
import {
  figures,
  fixture,
  json,
  nestedChain,
  readOne,
  refuses,
  utf8,
  write,
} from './fixture-files.js';

const ROOT = { functionName: '(root)', scriptId: '0', url: '', lineNumber: -1, columnNumber: -1 };
const RANK = {
  functionName: 'rank',
  scriptId: '7',
  url: '/a/x.js',
  lineNumber: 2,
  columnNumber: 9,
};

function small(): Record<string, unknown> & { head: Record<string, unknown> } {
  return {
    head: {
      callFrame: ROOT,
      selfSize: 10,
      id: 1,
      children: [{ callFrame: RANK, selfSize: 90, id: 2, children: [] }],
    },
    samples: [
      { size: 90, nodeId: 2, ordinal: 2 },
      { size: 10, nodeId: 1, ordinal: 1 },
    ],
  };
}

describe('reading .heapprofile', () => {
  it('gives the bytes of every function', () => {
    const profile = readOne(heapprofile, json(small()));
    assert.equal(textFromProfile(profile), '10\nrank@/a/x.js:3:10 90');
    assert.deepEqual([profile.kind, profile.unit], ['allocations', 'bytes']);
    assert.equal(profile.sampleCount, 2);
  });

  it('does without ids, samples and children', () => {
    const head = { callFrame: ROOT, selfSize: 0, children: [{ callFrame: RANK, selfSize: 9 }] };
    const profile = readOne(heapprofile, json({ head }));
    assert.deepEqual(figures(profile), { rank: [9, 9] });
    assert.equal(profile.sampleCount, 0);
  });

  it('reads real files of Node 20 and 24', () => {
    for (const [name, total, samples] of [
      ['node-20.heapprofile', 811_272, 13],
      ['node-24.heapprofile', 197_016, 3],
    ] as const) {
      const profile = readOne(heapprofile, fixture(name));
      assert.equal(
        profile.tree.self.reduce((sum, value) => sum + value, 0),
        total,
        name,
      );
      assert.equal(profile.sampleCount, samples, name);
    }
  });

  it('counts lines from 1 as v8-profiler-next does', () => {
    const profile = readOne(heapprofile, fixture('v8-profiler-next.heapprofile'));
    const rank = profile.functions.find(({ name }) => name === 'rank');
    assert.deepEqual([rank?.line, rank?.column], [12, 14]);
  });

  it('reads chains of 100 000 calls', () => {
    const frame = (name: string): string => `"callFrame":{"functionName":"${name}"},"selfSize"`;
    const bytes = nestedChain(100_000, `${frame('f')}:0`, `${frame('leaf')}:7`);
    const profile = readOne(heapprofile, bytes);
    assert.equal(profile.tree.self.length, 100_002);
    const again = readOne(heapprofile, write(heapprofile, [profile]));
    assert.deepEqual(again.tree, profile.tree);
  });
});

describe('refusing a .heapprofile', () => {
  const head = (change: object): unknown => ({ ...small(), head: { ...small().head, ...change } });
  const cases: [what: string, file: unknown, says: RegExp][] = [
    ['text', 'x', /profile is text/],
    ['no head', { samples: [] }, /"head" of the profile is missing/],
    ['a head that is a list', { head: [] }, /"head" of the profile is a list/],
    ['no call frame', head({ callFrame: null }), /"callFrame" of head of the profile is null/],
    ['a negative size', head({ selfSize: -1 }), /"selfSize".* -1/],
    ['a size that is text', head({ selfSize: '1' }), /"selfSize".* text/],
    ['a huge size', head({ selfSize: 1e308 }), /"selfSize".* 1e\+308/],
    ['children of another type', head({ children: {} }), /"children".* an object/],
    ['a child that is null', head({ children: [null] }), /Child 0 of a node is null/],
    ['samples of another type', { ...small(), samples: 3 }, /"samples"/],
  ];
  for (const [what, file, says] of cases) {
    it(`with ${what}`, () => {
      refuses(() => heapprofile.parse(json(file)), 'malformed', says);
    });
  }

  it('without samples', () => {
    const empty = { head: { callFrame: ROOT, selfSize: 0, children: [] }, samples: [] };
    refuses(() => heapprofile.parse(json(empty)), 'no-samples', /No allocation/);
  });

  it('that is cut', () => {
    const whole = JSON.stringify(small());
    refuses(() => heapprofile.parse(utf8(whole.slice(0, -3))), 'truncated');
  });
});

describe('writing .heapprofile', () => {
  it('is what the inspector writes, with one sample a node', () => {
    const profile = profileFromText('main>rank@/a/x.js:3:10 90\nmain>rank@/a/x.js:3:10 2', {
      kind: 'allocations',
    });
    const main = { functionName: 'main', scriptId: '0', url: '', lineNumber: -1, columnNumber: -1 };
    assert.deepEqual(JSON.parse(new TextDecoder().decode(write(heapprofile, [profile]))), {
      head: {
        callFrame: ROOT,
        selfSize: 0,
        id: 1,
        children: [
          {
            callFrame: main,
            selfSize: 0,
            id: 2,
            children: [
              { callFrame: { ...RANK, scriptId: '1' }, selfSize: 92, id: 3, children: [] },
            ],
          },
        ],
      },
      samples: [{ size: 92, nodeId: 3, ordinal: 1 }],
    });
  });

  it('takes what is alive when there are no allocations, and refuses anything else', () => {
    const live = profileFromText('main 5', { kind: 'live-heap' });
    assert.deepEqual(figures(readOne(heapprofile, write(heapprofile, [live]))), { main: [5, 5] });
    const cpu = profileFromText('main 5');
    refuses(() => write(heapprofile, [cpu]), 'no-samples', /no allocations/);
  });
});
