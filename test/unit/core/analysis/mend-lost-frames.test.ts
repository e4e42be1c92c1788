import assert from 'node:assert/strict';
import { fuseCallLines } from '../../../../src/core/analysis/fuse-call-lines.js';
import { mendLostFrames } from '../../../../src/core/analysis/mend-lost-frames.js';
import type { Profile } from '../../../../src/core/model/profile.js';
import { profileFromText, textFromProfile } from '../../../support/profile-from-text.js';
import { sourcesOf } from '../../../support/sources.js';

const FILTER = `const seen = [];
function isSeen(id) {
  return seen.includes(id);
}
function withoutSeen(items) {
  let kept = 0;
  for (const item of items) {
    if (!isSeen(item)) kept += 1;
    if (seen.includes(item) && isSeen(item)) kept += 1;
    kept += weight(item);
    kept += JSON.stringify([isSeen(item)]).length;
  }
  return kept;
}
function weight(item) {
  return item.weight * 2;
}
function twice(id) {
  if (seen.includes(id)) return 1;
  return seen.indexOf(id);
}
function both(id) {
  return twice(id);
}
function all(ids) {
  return one(ids);
}
function handed(ids) {
  return ids.filter((id) =>
    seen.includes(id),
  );
}
function runs(work) {
  return work();
}
function one(ids) {
  return isSeen(ids[0]);
}
`;

/** The drawing without leaf lines, as the second sampler would make it. */
function treeOf(text: string): Profile {
  const drawn = profileFromText(text);
  return drawn.hasCallLines ? drawn : fuseCallLines(drawn, undefined).profile;
}

/** A function that leads to two others from one line, and what was sampled 20 times in this order. */
function mendInOrder(tree: string, samples: readonly string[], second: string): Profile {
  const name = /function (\w+)/.exec(second)?.[1] ?? '';
  const text = `function copies(list) {
  return [...list];
}
${second}
}
function run(list, i) {
  return i ? copies(list) : ${name}(list);
}
`;
  const order = Array.from({ length: 20 }, () => samples.map((each) => `${each} 1`)).flat();
  const timeline = profileFromText(order.join('\n'), { timeline: true });
  return mendLostFrames(treeOf(tree), sourcesOf({ '/two.js': text }), timeline).profile;
}

describe('mendLostFrames', () => {
  const sources = sourcesOf({ '/filter.js': FILTER });
  const mend = (text: string) => {
    const { profile, refound, evidence } = mendLostFrames(treeOf(text), sources);
    return { lines: textFromProfile(profile).trim().split('\n'), refound, evidence };
  };

  it('gives the time of a line that only calls to the line that works without a frame', () => {
    const { lines, refound, evidence } = mend(`
      withoutSeen@/filter.js:5#7 4
      withoutSeen@/filter.js:5#8 90
      withoutSeen@/filter.js:5#8>isSeen@/filter.js:2#3 6
    `);
    assert.deepEqual(lines, [
      'withoutSeen@/filter.js:5#7 4',
      'withoutSeen@/filter.js:5#8>isSeen@/filter.js:2#3 96',
    ]);
    assert.equal(refound, 90);
    const [repair] = evidence.repairs('/filter.js', 3);
    assert.deepEqual(
      [repair?.why, repair?.caller.name, repair?.value],
      ['lost-frame', 'withoutSeen', 90],
    );
  });

  it('puts back all frames that are missing, each on its line', () => {
    assert.deepEqual(mend('main@/filter.js:1#2>all@/filter.js:25#26 50').lines, [
      'main@/filter.js:1#2>all@/filter.js:25#26>one@/filter.js:36:1#37>isSeen@/filter.js:2:1#3 50',
    ]);
  });

  it('looks into the functions that a line hands to what it calls', () => {
    assert.deepEqual(mend('handed@/filter.js:28#29 50').lines, [
      'handed@/filter.js:28#29>@/filter.js:29:21#30 50',
    ]);
  });

  it('looks into what was sampled below the line, whatever it is called there', () => {
    const { lines } = mend(`
      runs@/filter.js:33#34 50
      runs@/filter.js:33#34>isSeen@/filter.js:2#3 1
    `);
    assert.deepEqual(lines, ['runs@/filter.js:33#34>isSeen@/filter.js:2#3 51']);
  });

  it('divides the time among several lines as they were sampled otherwise, as an estimate', () => {
    const { lines, evidence } = mend(`
      both@/filter.js:22#23 80
      both@/filter.js:22#23>twice@/filter.js:18#19 3
      other@/filter.js:25#26>twice@/filter.js:18#20 1
    `);
    assert.deepEqual(lines.slice(0, 2), [
      'both@/filter.js:22#23>twice@/filter.js:18#19 63',
      'both@/filter.js:22#23>twice@/filter.js:18#20 20',
    ]);
    assert.deepEqual(
      evidence.repairs('/filter.js', 19).map(({ why }) => why),
      ['one-of-several'],
    );
  });

  it('divides by what was sampled before and after, where the order is known', () => {
    const samples = [
      ...['run@/two.js:7>copies@/two.js:1', 'run@/two.js:7', 'run@/two.js:7', 'run@/two.js:7'],
      ...['run@/two.js:7>copies@/two.js:1', 'run@/two.js:7', 'run@/two.js:7', 'run@/two.js:7'],
      ...['run@/two.js:7>other@/two.js:4', 'run@/two.js:7>other@/two.js:4'],
      ...['run@/two.js:7>other@/two.js:4', 'run@/two.js:7>other@/two.js:4'],
    ];
    const profile = mendInOrder(
      `
        run@/two.js:7#8 120
        run@/two.js:7#8>copies@/two.js:1#2 40
        run@/two.js:7#8>other@/two.js:4#5 80
      `,
      samples,
      'function other(list) {\n  return [...list];',
    );
    const values = new Map(
      textFromProfile(profile)
        .split('\n')
        .map((line) => [
          line.replace(/ .*/u, '').replace(/^.*>/u, ''),
          Number(line.split(' ').at(-1)),
        ]),
    );
    assert.ok(
      Math.abs((values.get('copies@/two.js:1#2') ?? 0) - 160) < 8,
      textFromProfile(profile),
    );
    assert.ok(Math.abs((values.get('other@/two.js:4#5') ?? 0) - 80) < 8, textFromProfile(profile));
  });

  it('gives time to a place that was hardly seen where the order says so', () => {
    const stack = (...calls: readonly string[]) => ['run@/two.js:7', ...calls].join('>');
    const samples = [
      ...Array<string>(6).fill(stack('copies@/two.js:1')),
      ...Array<string>(7).fill(stack()),
      stack('keyed@/two.js:4'),
      stack('keyed@/two.js:4'),
      ...Array<string>(7).fill(stack()),
    ];
    const profile = mendInOrder(
      `
        run@/two.js:7#8 280
        run@/two.js:7#8>copies@/two.js:1#2 120
        run@/two.js:7#8>keyed@/two.js:4#5 40
      `,
      samples,
      'function keyed(list) {\n  return { ...list };',
    );
    const keyed = / ([\d.]+)$/.exec(/^.*keyed.*$/m.exec(textFromProfile(profile))?.[0] ?? '')?.[1];
    assert.ok(Number(keyed) > 250, textFromProfile(profile));
  });

  for (const [why, text] of [
    [
      'what it calls was sampled well',
      'withoutSeen@/filter.js:5#8 9\nwithoutSeen@/filter.js:5#8>isSeen@/filter.js:2#3 60',
    ],
    ['the line works without a frame itself', 'withoutSeen@/filter.js:5#9 90'],
    [
      'the line makes something, and what it calls was sampled',
      'withoutSeen@/filter.js:5#11 90\nisSeen@/filter.js:2#3 60',
    ],
    ['what it calls does no such work', 'withoutSeen@/filter.js:5#10 90'],
    ['nobody has its source', 'withoutSeen@/gone.js:5#8 90'],
  ] as const) {
    it(`leaves a line alone when ${why}`, () => {
      assert.deepEqual(mend(text).lines, textFromProfile(treeOf(text)).trim().split('\n'));
    });
  }
});
