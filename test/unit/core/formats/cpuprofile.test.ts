import assert from 'node:assert/strict';
import { cpuprofile } from '../../../../src/core/formats/cpuprofile.js';
import { textFromProfile } from '../../../support/profile-from-text.js';
import { figures, fixture, json, readOne, refuses, utf8 } from './fixture-files.js';
import { RANK, ROOT, smallCpuProfile } from './small-cpuprofile.js';

describe('reading .cpuprofile', () => {
  it('gives each sample the time until the next, and the last one the mean', () => {
    const profile = readOne(cpuprofile, json(smallCpuProfile()));
    // 100 + 200 + mean(100, 200, 300) for rank, 300 for idle.
    assert.deepEqual(figures(profile), { rank: [500, 500], '(idle)': [300, 300] });
    assert.deepEqual([...(profile.timeline?.startUs ?? [])], [1050, 1150, 1350, 1650]);
    assert.deepEqual([...(profile.timeline?.durationUs ?? [])], [100, 200, 300, 200]);
    assert.equal(profile.sampleCount, 4);
    assert.equal(profile.intervalUs, 200);
    assert.equal(profile.kind, 'cpu');
    assert.equal(profile.hasCallLines, false);
  });

  it('counts lines and columns from 1 and spreads own time over ticks', () => {
    const profile = readOne(cpuprofile, json(smallCpuProfile()));
    assert.equal(
      textFromProfile(profile),
      '(idle) 300\nrank@/a/x.mjs:3:10#5 166.667\nrank@/a/x.mjs:3:10#7 333.333',
    );
    assert.equal(profile.functions.find(({ name }) => name === '(idle)')?.kind, 'idle');
  });

  it('sorts samples by time when deltas are negative', () => {
    const file = { ...smallCpuProfile(), samples: [2, 3, 2], timeDeltas: [100, 300, -200] };
    const profile = readOne(cpuprofile, json(file));
    // Times 1100 rank, 1200 rank, 1400 idle.
    assert.deepEqual([...(profile.timeline?.startUs ?? [])], [1100, 1200, 1400]);
    assert.deepEqual(figures(profile), { rank: [300, 300], '(idle)': [150, 150] });
  });

  it('takes ids as text, and parents instead of children', () => {
    const file = smallCpuProfile();
    const [root, rank, idle] = file.nodes;
    const nodes = [
      { ...idle, id: '3', parent: '1' },
      { ...rank, id: 'two', parent: 1 },
      { ...root, id: '1', children: undefined },
    ];
    const profile = readOne(
      cpuprofile,
      json({ ...file, nodes, samples: ['two', 'two', 3, 'two'] }),
    );
    assert.deepEqual(figures(profile), { rank: [500, 500], '(idle)': [300, 300] });
  });

  it('shares the time of the recording by hits when there are no samples', () => {
    const profile = readOne(
      cpuprofile,
      json({ ...smallCpuProfile(), samples: undefined, timeDeltas: undefined }),
    );
    assert.deepEqual(figures(profile), { rank: [525, 525], '(idle)': [175, 175] });
    assert.equal(profile.timeline, undefined);
    assert.equal(profile.sampleCount, 4);
    assert.equal(profile.intervalUs, 175);
  });

  it('spaces samples evenly when they have no times', () => {
    const profile = readOne(cpuprofile, json({ ...smallCpuProfile(), timeDeltas: undefined }));
    assert.deepEqual(figures(profile), { rank: [525, 525], '(idle)': [175, 175] });
    assert.equal(profile.timeline?.node.length, 4);
  });

  it('gives a single sample the whole recording', () => {
    const profile = readOne(
      cpuprofile,
      json({ ...smallCpuProfile(), samples: [2], timeDeltas: [50] }),
    );
    assert.deepEqual(figures(profile), { rank: [700, 700] });
  });

  it('reads the variant of v8-profiler-next, which counts from 1', () => {
    const frame = { functionName: 'rank', scriptId: 7, url: '/a/x.cjs', bailoutReason: '' };
    const file = {
      typeId: 'CPU',
      nodes: [
        {
          id: 1,
          hitCount: 0,
          callFrame: { ...ROOT, lineNumber: 0, columnNumber: 0 },
          children: [2],
        },
        {
          id: 2,
          hitCount: 2,
          callFrame: {
            ...frame,
            lineNumber: 3,
            columnNumber: 10,
            lineTicks: [{ line: 7, hitCount: 2 }],
          },
          children: [],
        },
      ],
      startTime: 0,
      endTime: 100,
      samples: [2, 2],
      timeDeltas: [0, 50],
    };
    const profile = readOne(cpuprofile, json(file));
    assert.equal(textFromProfile(profile), 'rank@/a/x.cjs:3:10#7 100');
  });

  it('does not need a frame called (root), nor fields it can do without', () => {
    const file = {
      nodes: [{ id: 0, callFrame: { functionName: 'main' } }],
      samples: [0, 0],
      timeDeltas: [0, 5],
    };
    assert.equal(textFromProfile(readOne(cpuprofile, json(file))), 'main 10');
  });

  it('agrees with a plain sum over real files of Node 20 and 24', () => {
    for (const [name, total] of [
      ['node-20.cpuprofile', 234_280.871],
      ['node-24.cpuprofile', 214_913.131],
    ] as const) {
      const profile = readOne(cpuprofile, fixture(name));
      const sum = profile.tree.self.reduce((all, value) => all + value, 0);
      assert.equal(sum.toFixed(3), total.toFixed(3), name);
      const score = profile.functions.find((each) => each.name === 'score');
      assert.deepEqual(
        [score?.file, score?.line, score?.column],
        ['/workspace/feed/feed.mjs', 4, 15],
      );
    }
  });

  it('reads a real file of v8-profiler-next', () => {
    const profile = readOne(cpuprofile, fixture('v8-profiler-next-nodes.cpuprofile'));
    const score = profile.functions.findIndex((each) => each.name === 'score');
    assert.equal(profile.functions[score]?.line, 4);
    const line = profile.leafLines?.line.find(
      (_, i) => profile.tree.functionIndex[profile.leafLines?.node[i] ?? 0] === score,
    );
    assert.equal(line, 7);
  });
});

describe('refusing a .cpuprofile', () => {
  const nodes = smallCpuProfile().nodes;
  const with2 = (change: object): unknown => ({
    ...smallCpuProfile(),
    nodes: [nodes[0], { ...nodes[1], ...change }, nodes[2]],
  });
  const cases: [what: string, file: unknown, says: RegExp][] = [
    ['a list', [], /profile is a list/],
    ['null', null, /profile is null/],
    ['a number', 7, /profile is 7/],
    ['no nodes', { samples: [], timeDeltas: [] }, /no "nodes"/],
    [
      'nodes of another type',
      { ...smallCpuProfile(), nodes: 'x' },
      /"nodes" of the profile is text/,
    ],
    ['an empty list of nodes', { ...smallCpuProfile(), nodes: [] }, /nodes is empty/],
    ['a node that is text', { ...smallCpuProfile(), nodes: ['x'] }, /Node 0 is text/],
    ['a missing id', with2({ id: undefined }), /"id" of node 1 is missing/],
    ['a broken id', with2({ id: 1.5 }), /"id" of node 1 is 1\.5/],
    ['two nodes of one id', with2({ id: 1 }), /have the id 1/],
    ['no call frame', with2({ callFrame: undefined }), /"callFrame" of node 1 is missing/],
    ['a call frame that is a list', with2({ callFrame: [] }), /"callFrame" of node 1 is a list/],
    [
      'a name that is a number',
      with2({ callFrame: { ...RANK, functionName: 3 } }),
      /"functionName"/,
    ],
    ['a url that is null', with2({ callFrame: { ...RANK, url: null } }), /"url".* null/],
    [
      'a line below -1',
      with2({ callFrame: { ...RANK, lineNumber: -2 } }),
      /is -2, which is no line/,
    ],
    [
      'a line that is NaN',
      with2({ callFrame: { ...RANK, lineNumber: NaN } }),
      /"lineNumber".* null/,
    ],
    ['a huge line', with2({ callFrame: { ...RANK, lineNumber: 2 ** 31 } }), /no line or column/],
    [
      'half a column',
      with2({ callFrame: { ...RANK, columnNumber: 0.5 } }),
      /"columnNumber".* 0\.5/,
    ],
    ['negative hits', with2({ hitCount: -1 }), /"hitCount" of node 1 is -1/],
    ['hits that are text', with2({ hitCount: '3' }), /"hitCount" of node 1 is text/],
    [
      'ticks that are no list',
      with2({ positionTicks: {} }),
      /"positionTicks" of node 1 is an object/,
    ],
    [
      'a tick that is no object',
      with2({ positionTicks: [3] }),
      /^"positionTicks" entry 0 of node 1 is 3/,
    ],
    ['negative ticks', with2({ positionTicks: [{ line: 1, ticks: -1 }] }), /"ticks".* -1/],
    ['a missing child', with2({ children: [9] }), /Node 1 names node 9, which is missing/],
    ['a child that is null', with2({ children: [null] }), /Entry 0 of "children" is null/],
    ['two parents', with2({ children: [3] }), /two parents/],
    ['a circle', with2({ children: [1] }), /no root/],
    ['a node that is its own child', with2({ children: [2] }), /two parents/],
    [
      'a circle beside the tree',
      {
        ...smallCpuProfile(),
        nodes: [
          { ...nodes[0], children: [3] },
          { ...nodes[1], id: 2, children: [4] },
          nodes[2],
          { ...nodes[1], id: 4, children: [2] },
        ],
      },
      /nodes, 2, call each other in a circle/,
    ],
    [
      'an orphan',
      { ...smallCpuProfile(), nodes: [{ ...nodes[0], children: [2] }, nodes[1], nodes[2]] },
      /Node 2 has no parent/,
    ],
    ['samples of another type', { ...smallCpuProfile(), samples: {} }, /"samples"/],
    [
      'a sample of a missing node',
      { ...smallCpuProfile(), samples: [2, 2, 8, 2] },
      /Sample 2 hit node 8/,
    ],
    [
      'a sample that is null',
      { ...smallCpuProfile(), samples: [2, null, 3, 2] },
      /Entry 1 of "samples" is null/,
    ],
    [
      'more samples than deltas',
      { ...smallCpuProfile(), samples: [2] },
      /1 samples but 4 distances/,
    ],
    [
      'a delta that is text',
      { ...smallCpuProfile(), timeDeltas: [1, '2', 3, 4] },
      /Entry 1 of "timeDeltas" is text/,
    ],
    [
      'a delta without end',
      { ...smallCpuProfile(), timeDeltas: [1, 1e308, 1, 1] },
      /Entry 1 of "timeDeltas"/,
    ],
    [
      'deltas that add up to too much',
      { ...smallCpuProfile(), timeDeltas: [9e15, 9e15, 1, 1] },
      /Sample 1 was taken later/,
    ],
    ['a start that is text', { ...smallCpuProfile(), startTime: 'now' }, /"startTime"/],
    ['a huge end', { ...smallCpuProfile(), endTime: 1e308 }, /"endTime"/],
    [
      'no times at all',
      { ...smallCpuProfile(), samples: [], timeDeltas: [], endTime: 0 },
      /neither times of samples/,
    ],
    [
      'one time for all samples',
      { ...smallCpuProfile(), timeDeltas: [0, 0, 0, 0], endTime: 1000 },
      /at one time/,
    ],
    ['fields that are inherited only', JSON.parse('{"__proto__":{"nodes":[]}}'), /no "nodes"/],
  ];
  for (const [what, file, says] of cases) {
    it(`with ${what}`, () => {
      refuses(() => cpuprofile.parse(json(file)), 'malformed', says);
    });
  }

  it('without samples', () => {
    const none = smallCpuProfile().nodes.map((node) => ({ ...node, hitCount: 0 }));
    const file = { ...smallCpuProfile(), nodes: none, samples: [], timeDeltas: [] };
    refuses(() => cpuprofile.parse(json(file)), 'no-samples', /no samples/);
  });

  it('that is cut anywhere', () => {
    const whole = JSON.stringify(smallCpuProfile());
    for (let length = 1; length < whole.length; length++) {
      refuses(() => cpuprofile.parse(utf8(whole.slice(0, length))), 'truncated', /missing/);
    }
  });

  it('that is no JSON, and says where', () => {
    refuses(
      () => cpuprofile.parse(utf8('{"nodes":[1,,2],"samples":[]}')),
      'malformed',
      /no valid JSON/,
    );
    refuses(
      () => cpuprofile.parse(utf8('{"nodes": nope, "samples": [')),
      'malformed',
      /no valid JSON/,
    );
    refuses(() => cpuprofile.parse(utf8('')), 'empty', /nothing/);
    refuses(() => cpuprofile.parse(utf8('['.repeat(3_000_000))), 'malformed', /levels deep/);
  });
});
