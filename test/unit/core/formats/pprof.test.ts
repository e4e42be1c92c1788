import assert from 'node:assert/strict';
import { Profile as Pprof } from 'pprof-format';
import { cpuprofile } from '../../../../src/core/formats/cpuprofile.js';
import { pprof } from '../../../../src/core/formats/pprof.js';
import { ProfileFormatError } from '../../../../src/core/model/errors.js';
import type { Profile } from '../../../../src/core/model/profile.js';
import { profileFromText, textFromProfile } from '../../../support/profile-from-text.js';
import { figures, fixture, readOne, refuses, write } from './fixture-files.js';
import { pprofFromDrawing, type PprofDrawing } from './pprof-drawing.js';

const SMALL: PprofDrawing = {
  values: ['samples/count', 'cpu/nanoseconds'],
  functions: ['main@/a/x.js:1', 'rank@file:///a/x%20y.js:3', '(idle)@:0'],
  locations: ['1:2', '2:7', '2:9', '3:0'],
  samples: ['2 1: 3 30000', '3 1: 1 10500', '4: 2 20000'],
  period: 'cpu/nanoseconds 9000',
};

/** Both profiles of a file with two value types. */
function two(bytes: Uint8Array): readonly [Profile, Profile] {
  const profiles = pprof.parse(bytes);
  assert.equal(profiles.length, 2);
  return [profiles[0]!, profiles[1]!];
}

describe('reading pprof', () => {
  it('gives one profile a value type, with the line of each call', () => {
    const [samples, cpu] = two(pprofFromDrawing(SMALL));
    assert.equal(
      textFromProfile(cpu),
      '(idle) 20\nmain@/a/x.js:1#2>rank@/a/x y.js:3#7 30\nmain@/a/x.js:1#2>rank@/a/x y.js:3#9 10.5',
    );
    assert.deepEqual([cpu.kind, cpu.unit, cpu.valueName], ['cpu', 'microseconds', 'cpu']);
    assert.equal(cpu.hasCallLines, true);
    assert.equal(cpu.sampleCount, 6);
    assert.equal(cpu.intervalUs, 60.5 / 6);
    assert.equal(cpu.functions.find(({ name }) => name === '(idle)')?.kind, 'idle');
    assert.deepEqual([samples.kind, samples.unit, samples.sampleCount], ['other', 'count', 6]);
  });

  it('knows what value types mean', () => {
    const values = [
      ['cpu/nanoseconds', 'cpu microseconds 2'],
      ['wall/microseconds', 'cpu microseconds 2000'],
      ['samples/milliseconds', 'cpu microseconds 2000000'],
      ['time/seconds', 'cpu microseconds 2000000000'],
      ['delay/nanoseconds', 'other microseconds 2'],
      ['alloc_space/bytes', 'allocations bytes 2000'],
      ['inuse_space/bytes', 'live-heap bytes 2000'],
      ['space/kilobytes', 'live-heap bytes 2048000'],
      ['heap/bytes', 'other bytes 2000'],
      ['alloc_objects/count', 'other count 2000'],
      ['cycles/', 'other count 2000'],
    ] as const;
    const bytes = pprofFromDrawing({
      ...SMALL,
      values: values.map(([type]) => type),
      samples: [`1: ${values.map(() => '2000').join(' ')}`],
    });
    assert.deepEqual(
      pprof.parse(bytes).map(({ kind, unit, tree }) => `${kind} ${unit} ${tree.self.at(-1) ?? 0}`),
      values.map(([, meaning]) => meaning),
    );
  });

  it('makes CPU time of counts and a period, when there is no time', () => {
    const counts = {
      ...SMALL,
      values: ['samples/count'],
      samples: ['2 1: 3', '4: 2'],
      period: 'cpu/nanoseconds 4000000',
    };
    const [, cpu] = two(pprofFromDrawing(counts));
    assert.deepEqual(figures(cpu), {
      main: [0, 12_000],
      rank: [12_000, 12_000],
      '(idle)': [8000, 8000],
    });
    assert.deepEqual([cpu.kind, cpu.sampleCount, cpu.intervalUs], ['cpu', 5, 4000]);
    assert.equal(pprof.parse(pprofFromDrawing({ ...counts, period: 'cycles/count 7' })).length, 1);
  });

  it('unfolds inlined calls, the innermost first', () => {
    const bytes = pprofFromDrawing({ ...SMALL, locations: ['2:7 1:2'], samples: ['1: 1 5000'] });
    const cpu = pprof.parse(bytes)[1]!;
    assert.equal(textFromProfile(cpu), 'main@/a/x.js:1#2>rank@/a/x y.js:3#7 5');
  });

  it('names a place nobody looked up by its address', () => {
    const bytes = pprofFromDrawing({
      ...SMALL,
      samples: ['2 1: 1 5000'],
      change: (input) => (input.location[1] = { id: 2, address: 2n ** 63n + 5n, line: [] }),
    });
    assert.match(textFromProfile(pprof.parse(bytes)[1]!), />0x8000000000000005 5$/);
  });

  it('takes ids of 64 bits', () => {
    const id = 2n ** 64n - 3n;
    const bytes = pprofFromDrawing({
      ...SMALL,
      samples: ['1: 1 5000'],
      change: (input) => {
        input.location = [{ id, line: [{ functionId: id, line: 7 }] }];
        input.function = [{ id, name: 5 }];
        input.sample[0]!.locationId = [id];
      },
    });
    assert.deepEqual(Object.values(figures(pprof.parse(bytes)[1]!)), [[5, 5]]);
  });

  it('makes leaf lines of lines that only leaves have', () => {
    const bytes = pprofFromDrawing({ ...SMALL, locations: ['1:0', '2:7', '2:9', '3:0'] });
    const cpu = pprof.parse(bytes)[1]!;
    assert.equal(cpu.hasCallLines, false);
    assert.deepEqual([...(cpu.leafLines?.line ?? [])], [7, 9]);
    assert.equal(
      textFromProfile(cpu),
      '(idle) 20\nmain@/a/x.js:1>rank@/a/x y.js:3#7 30\nmain@/a/x.js:1>rank@/a/x y.js:3#9 10.5',
    );
  });

  it('gives the figures of `go tool pprof -top` for a profile of Go', () => {
    const [samples, cpu] = two(fixture('go-cpu.pb.gz'));
    assert.equal(samples.sampleCount, 67);
    assert.equal(cpu.intervalUs, 10_000);
    const expected: Record<string, [number, number]> = {
      'math.cos': [250, 270],
      'math.sin': [100, 100],
      'runtime.mapaccess1_fast64': [90, 150],
      'feed.mix': [80, 450],
      'runtime.memhash64': [50, 50],
      'feed.score': [20, 470],
      'runtime.evacuate_fast64': [20, 20],
      'feed.Rank': [10, 670],
      'math.IsInf': [10, 10],
      'runtime.add': [10, 10],
      'runtime.asyncPreempt': [10, 10],
      'runtime.hashGrow': [10, 10],
      'sort.partition_func': [10, 130],
      'feed.BenchmarkRank': [0, 670],
      'feed.Rank.func1': [0, 150],
      'math.Cos': [0, 270],
      'math.Sin': [0, 100],
      'runtime.growWork_fast64': [0, 20],
      'runtime.mapassign_fast64': [0, 30],
      'sort.Slice': [0, 160],
      'sort.choosePivot_func': [0, 10],
      'sort.insertionSort_func': [0, 20],
      'sort.medianAdjacent_func': [0, 10],
      'sort.median_func': [0, 10],
      'sort.order2_func': [0, 10],
      'sort.pdqsort_func': [0, 160],
      'testing.(*B).launch': [0, 670],
      'testing.(*B).runN': [0, 670],
    };
    const inMs = Object.entries(figures(cpu)).map(([name, [self, total]]) => [
      name,
      [self / 1000, total / 1000],
    ]);
    assert.deepEqual(Object.fromEntries(inMs), expected);
    assert.match(
      textFromProfile(cpu),
      /feed\.score@feed\/rank\.go:0#11>feed\.mix@feed\/rank\.go:0#17/,
    );
  });
});

describe('reading what @datadog/pprof writes', () => {
  it('takes lines of calls, and unnamed functions without a start', () => {
    const cpu = pprof.parse(fixture('datadog-lines.pb.gz'))[1]!;
    assert.deepEqual([cpu.valueName, cpu.kind, cpu.hasCallLines], ['wall', 'cpu', true]);
    assert.equal(cpu.sampleCount, 73);
    const text = textFromProfile(cpu);
    // `score` at line 7 had 102.19 ms in `go tool pprof -top -lines`.
    assert.match(text, />@\/workspace\/feed\/feed\.mjs:0#26>rank@\S+:0#15>score@\S+:0#7 102195$/m);
    assert.doesNotMatch(text, /anonymous/);
    assert.equal(cpu.functions.find(({ kind }) => kind === 'gc')?.name, '(garbage collector)');
  });

  it('knows when lines are those where functions start', () => {
    const cpu = pprof.parse(fixture('datadog-functions.pb.gz'))[1]!;
    assert.deepEqual([cpu.hasCallLines, cpu.leafLines], [false, undefined]);
    assert.match(textFromProfile(cpu), />rank@\S+:12>@\/workspace\/feed\/feed\.mjs:18:13 2298$/m);
    const live = pprof.parse(fixture('datadog-heap.pb.gz'))[1]!;
    assert.deepEqual(
      [live.kind, live.hasCallLines, live.leafLines],
      ['live-heap', false, undefined],
    );
    assert.equal(live.functions.find(({ name }) => name === 'rank')?.line, 12);
  });
});

describe('refusing a pprof', () => {
  const cases: [what: string, drawing: Partial<PprofDrawing>, says: RegExp][] = [
    ['no value types', { values: [], samples: ['1:'] }, /what its values are/],
    ['too few values', { samples: ['1: 5'] }, /Sample 0 has 1 values where 2/],
    ['a missing location', { samples: ['1 99: 1 2'] }, /at location 99/],
    ['a missing function', { locations: ['9:1', '1:1'] }, /names function 9/],
    ['a negative line', { locations: ['1:-4'] }, /line -4/],
    ['a huge line', { locations: ['1:3000000000'] }, /line 3000000000/],
    ['a negative value', { samples: ['1: 1 -7'] }, /below zero/],
    ['a value beyond 2^53', { change: (p) => (p.sample[0]!.value = [1, 2n ** 60n]) }, /too large/],
    ['a missing string', { change: (p) => (p.function[0]!.name = 4000) }, /names string 4000/],
    [
      'a huge string index',
      { change: (p) => (p.function[0]!.name = 2n ** 62n) },
      /names string 4611/,
    ],
    ['a location without id', { change: (p) => (p.location[0]!.id = 0) }, /no id/],
    ['two functions of one id', { change: (p) => (p.function[1]!.id = 1) }, /have the id 1/],
  ];
  for (const [what, change, says] of cases) {
    it(`with ${what}`, () => {
      refuses(() => pprof.parse(pprofFromDrawing({ ...SMALL, ...change })), 'malformed', says);
    });
  }

  it('without samples', () => {
    refuses(() => pprof.parse(pprofFromDrawing({ ...SMALL, samples: [] })), 'no-samples');
    refuses(() => pprof.parse(pprofFromDrawing({ ...SMALL, samples: ['1: 0 0'] })), 'no-samples');
    refuses(() => pprof.parse(new Uint8Array(0)), 'empty');
  });

  it('that is cut anywhere', () => {
    const whole = pprofFromDrawing(SMALL);
    const read: number[] = [];
    for (let length = 1; length < whole.length; length++) {
      try {
        pprof.parse(whole.subarray(0, length));
        read.push(length);
      } catch (error) {
        assert.ok(error instanceof ProfileFormatError, String(error));
      }
    }
    // Before and between the last two fields, the period, which a file may do without.
    assert.equal(read.length, 2);
    refuses(() => pprof.parse(whole.subarray(0, 40)), 'truncated', /middle of a field/);
  });

  it('whose bytes are no protobuf', () => {
    const varint = [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80];
    refuses(
      () => pprof.parse(Uint8Array.of(0x60, ...varint, 0x80, 1)),
      'malformed',
      /does not fit/,
    );
    refuses(() => pprof.parse(Uint8Array.of(0x60, ...varint, 0x02)), 'malformed', /does not fit/);
    refuses(() => pprof.parse(Uint8Array.of(0x0a, 0x7f, 1)), 'truncated');
    refuses(() => pprof.parse(Uint8Array.of(0x0a, 2, 0x0a, 9)), 'malformed');
    refuses(() => pprof.parse(Uint8Array.of(0x0b)), 'malformed');
    refuses(() => pprof.parse(Uint8Array.of(0x00)), 'malformed');
    refuses(() => pprof.parse(Uint8Array.of(0x08, 1)), 'malformed');
    refuses(() => pprof.parse(new Uint8Array(5_000_000).fill(0x80)), 'malformed');
  });
});

describe('writing pprof', () => {
  it('is read by another implementation', () => {
    const profile = profileFromText(
      'main@/a/x.js:1#2>rank@/a/x.js:3#7 3000\nmain@/a/x.js:1#5 1000',
      {
        intervalUs: 1000,
      },
    );
    const file = Pprof.decode(write(pprof, [profile]));
    const text = (index: number | bigint): string => file.stringTable.strings[Number(index)] ?? '';
    assert.deepEqual(
      file.sampleType.map(({ type, unit }) => `${text(type)}/${text(unit)}`),
      ['samples/count', 'cpu/nanoseconds'],
    );
    assert.deepEqual(
      file.sample.map(({ value }) => value.map(Number)),
      [
        [1, 1_000_000],
        [3, 3_000_000],
      ].reverse(),
    );
    assert.deepEqual(
      file.function.map((each) => [text(each.name), text(each.filename), each.startLine]),
      [
        ['(root)', '', 0],
        ['main', '/a/x.js', 1],
        ['rank', '/a/x.js', 3],
      ],
    );
    assert.equal(Number(file.period), 1_000_000);
    assert.equal(Number(file.durationNanos), 4_000_000);
    assert.equal(file.mapping.length, 1);
  });

  it('keeps lines of leaves, samples and unnamed functions of a .cpuprofile', () => {
    const profile = readOne(cpuprofile, fixture('node-20.cpuprofile'));
    const [, again] = two(write(pprof, [profile]));
    const withoutColumns = (text: string): string => text.replace(/(@[^#>]*:\d+):\d+/g, '$1');
    assert.equal(withoutColumns(textFromProfile(again)), withoutColumns(textFromProfile(profile)));
    assert.equal(again.hasCallLines, false);
    assert.equal(again.sampleCount, profile.sampleCount);
    assert.equal(again.functions.find(({ name }) => name === '')?.column, 1);
  });

  it('keeps kinds and threads apart in one file', () => {
    const profiles = [
      profileFromText('main>rank 5', { thread: { pid: 10, tid: 0 }, intervalUs: 1 }),
      profileFromText('main>rank 6\nmain>sort 2', { thread: { pid: 10, tid: 3 }, intervalUs: 1 }),
      profileFromText('main>rank 700', { kind: 'allocations', thread: { pid: 10, tid: 3 } }),
    ];
    const again = pprof.parse(write(pprof, profiles));
    const cpu = again.filter(({ kind }) => kind === 'cpu');
    assert.deepEqual(cpu.map(textFromProfile), ['main>rank 5', 'main>rank 6\nmain>sort 2']);
    assert.deepEqual(
      cpu.map(({ thread }) => thread?.tid),
      [0, 3],
    );
    assert.deepEqual(
      cpu.map(({ sampleCount }) => sampleCount),
      [5, 8],
    );
    const bytes = again.filter(({ kind }) => kind === 'allocations');
    assert.deepEqual(bytes.map(textFromProfile), ['', 'main>rank 700']);
  });

  it('reads back all that it read', () => {
    for (const name of ['go-cpu', 'datadog-lines', 'datadog-functions', 'datadog-heap']) {
      const profiles = pprof.parse(fixture(`${name}.pb.gz`));
      const again = pprof.parse(write(pprof, profiles));
      assert.deepEqual(again.map(textFromProfile), profiles.map(textFromProfile), name);
      assert.deepEqual(
        again.map(({ kind, unit, valueName, sampleCount, hasCallLines }) => [
          kind,
          unit,
          valueName,
          sampleCount,
          hasCallLines,
        ]),
        profiles.map(({ kind, unit, valueName, sampleCount, hasCallLines }) => [
          kind,
          unit,
          valueName,
          sampleCount,
          hasCallLines,
        ]),
        name,
      );
    }
  });

  it('refuses to write nothing, or stacks that would fill the disk', () => {
    refuses(() => write(pprof, []), 'no-samples');
    refuses(() => write(pprof, [profileFromText('main 0')]), 'no-samples');
    const chain = Array.from({ length: 12_000 }, (_, i) => `f${i}`);
    const profile = profileFromText(`${chain.join('>')} 5`);
    const deep = { ...profile, tree: { ...profile.tree, self: profile.tree.self.fill(1) } };
    refuses(() => write(pprof, [deep]), 'too-large', /million frames/);
  });
});
