import assert from 'node:assert/strict';
import {
  ALL_FRAMES,
  coveredShare,
  flameIndex,
  flameTree,
  SMALL_FRAMES,
  type FlameDirection,
  type FlameTree,
} from '../../../../src/core/analysis/flame-tree.js';
import { HeaviestFirst } from '../../../../src/core/analysis/heaviest-first.js';
import type { Profile } from '../../../../src/core/model/profile.js';
import { profileFromText } from '../../../support/profile-from-text.js';

const ALL = { maxNodes: 10_000, minShare: 0 };

/** The tree as one line a node, deeper ones further in: `name self/total`. */
function drawn(profile: Profile, tree: FlameTree): string[] {
  const { total, depth } = flameIndex(tree);
  return tree.frame.map((frame, node) => {
    const name =
      frame < 0 ? (frame === ALL_FRAMES ? 'all' : 'small') : profile.functions[frame]!.name;
    return `${' '.repeat(depth[node]!)}${name} ${tree.self[node]!}/${total[node]!}`;
  });
}

function draw(text: string, direction: FlameDirection, limits = ALL): string[] {
  const profile = profileFromText(text);
  return drawn(profile, flameTree(profile, direction, limits));
}

describe('flameTree', () => {
  const stacks = `
    main>rank>score 30
    main>rank>sort 10
    main>rank 5
    main>load 55
  `;

  it('gives each function below the same callers one node, heavy ones first', () => {
    assert.deepEqual(draw(stacks, 'callees'), [
      'all 0/100',
      ' main 0/100',
      '  load 55/55',
      '  rank 5/45',
      '   score 30/30',
      '   sort 10/10',
    ]);
  });

  it('gives each function its callers the other way round', () => {
    assert.deepEqual(draw(stacks, 'callers'), [
      'all 0/100',
      ' load 0/55',
      '  main 55/55',
      ' score 0/30',
      '  rank 0/30',
      '   main 30/30',
      ' sort 0/10',
      '  rank 0/10',
      '   main 10/10',
      ' rank 0/5',
      '  main 5/5',
    ]);
  });

  it('makes one node of frames that differ only in the line that runs', () => {
    const lines = `
      main@/a.ts:1#2>rank@/a.ts:5#6 10
      main@/a.ts:1#3>rank@/a.ts:5#6 20
      main@/a.ts:1#3>rank@/a.ts:5#7 30
    `;
    assert.deepEqual(draw(lines, 'callees'), ['all 0/60', ' main 0/60', '  rank 60/60']);
  });

  it('keeps functions of the same name in different places apart', () => {
    const same = 'main>rank@/a.ts:1 10\nmain>rank@/b.ts:1 20';
    assert.deepEqual(draw(same, 'callees'), [
      'all 0/30',
      ' main 0/30',
      '  rank 20/20',
      '  rank 10/10',
    ]);
  });

  it('leaves out idle time and keeps collections and the engine', () => {
    const states = 'main 60\n(idle) 900\n(garbage collector) 30\n(program) 10';
    assert.deepEqual(draw(states, 'callees'), [
      'all 0/100',
      ' main 60/60',
      ' (garbage collector) 30/30',
      ' (program) 10/10',
    ]);
  });

  it('draws recursion as it is, and counts its time once among callers', () => {
    assert.deepEqual(draw('f>f>f 10', 'callees'), [
      'all 0/10',
      ' f 0/10',
      '  f 0/10',
      '   f 10/10',
    ]);
    assert.deepEqual(draw('f>f>f 10', 'callers'), [
      'all 0/10',
      ' f 0/10',
      '  f 0/10',
      '   f 10/10',
    ]);
  });

  it('sums up frames below the least share, and says how many and how much', () => {
    const profile = profileFromText('main>a 96\nmain>b 2\nmain>c 1\nmain>d 1');
    const tree = flameTree(profile, 'callees', { maxNodes: 100, minShare: 0.015 });
    assert.deepEqual(drawn(profile, tree), [
      'all 0/100',
      ' main 0/100',
      '  a 96/96',
      '  b 2/2',
      '  small 2/2',
    ]);
    assert.deepEqual(tree.folded, { calls: 2, value: 2, belowShare: 0.015 });
  });

  it('does not lose a function among callers whose every stack is small', () => {
    const many = Array.from({ length: 1000 }, (_, i) => `caller${i}>hash 1`).join('\n');
    const profile = profileFromText(many);
    const tree = flameTree(profile, 'callers', { maxNodes: 100, minShare: 0.01 });
    assert.deepEqual(drawn(profile, tree), ['all 0/1000', ' hash 0/1000', '  small 1000/1000']);
  });

  it('has nothing but the whole for a profile without samples', () => {
    const tree = flameTree(profileFromText(''), 'callees');
    assert.deepEqual(tree.frame, [ALL_FRAMES]);
    assert.equal(
      coveredShare(flameIndex(tree), () => true),
      0,
    );
  });

  for (const direction of ['callees', 'callers'] as const) {
    it(`stays within its limit and adds up (${direction})`, () => {
      const profile = randomProfile(4000);
      const whole = profile.tree.self.reduce((sum, value) => sum + value, 0);
      for (const maxNodes of [1, 2, 10, 500, 100_000]) {
        const tree = flameTree(profile, direction, { maxNodes, minShare: 0 });
        const { total } = flameIndex(tree);
        assert.ok(
          tree.parent.length <= Math.max(2, maxNodes),
          `${tree.parent.length} > ${maxNodes}`,
        );
        assert.ok(Math.abs((total[0] ?? 0) - whole) < 1e-6 * whole);
        assert.ok(tree.parent.every((parent, node) => parent < node));
        const small = tree.frame.filter((frame) => frame === SMALL_FRAMES).length;
        assert.equal(small > 0, tree.folded.calls > 0);
      }
    });
  }

  it('keeps the heaviest nodes when there are too many', () => {
    const profile = randomProfile(4000);
    const tree = flameTree(profile, 'callees', { maxNodes: 200, minShare: 0 });
    const { total } = flameIndex(tree);
    const least = Math.min(...tree.frame.flatMap((frame, i) => (frame < 0 ? [] : [total[i]!])));
    assert.ok(least >= tree.folded.belowShare * total[0]! - 1e-9);
  });
});

describe('coveredShare', () => {
  it('counts a stack once, however many of its frames match', () => {
    const profile = profileFromText('a>b>a 30\nb 20\nc 50');
    const tree = flameTree(profile, 'callees', ALL);
    const index = flameIndex(tree);
    const share = (...names: string[]) =>
      coveredShare(index, (node) =>
        names.includes(profile.functions[tree.frame[node]!]?.name ?? ''),
      );
    assert.equal(share('a'), 0.3);
    assert.equal(share('a', 'b'), 0.5);
    assert.equal(share('d'), 0);
  });
});

describe('HeaviestFirst', () => {
  it('gives items by weight', () => {
    const queue = new HeaviestFirst<string>();
    for (const word of ['aaa', 'a', 'aaaaa', 'aa', 'aaaa', 'aaa']) queue.add(word.length, word);
    const taken: number[] = [];
    for (let item = queue.take(); item !== undefined; item = queue.take()) taken.push(item.length);
    assert.deepEqual(taken, [5, 4, 3, 3, 2, 1]);
    assert.equal(queue.heaviest(), 0);
  });
});

/** Stacks of random length out of few functions. */
function randomProfile(stacks: number): Profile {
  let state = 3;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const lines = Array.from({ length: stacks }, () => {
    const frames = Array.from({ length: 1 + Math.floor(random() * 12) }, () => {
      return `f${Math.floor(random() ** 3 * 40)}`;
    });
    return `${frames.join('>')} ${1 + Math.floor(random() ** 8 * 1000)}`;
  });
  return profileFromText(lines.join('\n'));
}
