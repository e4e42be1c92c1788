import assert from 'node:assert/strict';
import { costsOf } from '../../../../src/core/analysis/costs.js';
import { gcOnStacks } from '../../../../src/core/analysis/gc-on-stacks.js';
import { cpuprofile } from '../../../../src/core/formats/cpuprofile.js';
import { ProfileBuilder, ROOT_NODE } from '../../../../src/core/model/profile-builder.js';
import { profileFromText, textFromProfile } from '../../../support/profile-from-text.js';
import { figures, fixture, json, readOne, refuses, write } from './fixture-files.js';
import { RANK, ROOT, smallCpuProfile } from './small-cpuprofile.js';

describe('writing .cpuprofile', () => {
  it('is what Chrome expects', () => {
    const profile = readOne(cpuprofile, json(smallCpuProfile()));
    const file = JSON.parse(new TextDecoder().decode(write(cpuprofile, [profile]))) as object;
    assert.deepEqual(file, {
      nodes: [
        {
          id: 1,
          callFrame: { ...ROOT, scriptId: '0' },
          hitCount: 0,
          children: [2, 3],
        },
        {
          id: 2,
          callFrame: { ...RANK, scriptId: '1', url: '/a/x.mjs' },
          hitCount: 3,
          positionTicks: [
            { line: 5, ticks: 1 },
            { line: 7, ticks: 2 },
          ],
        },
        { id: 3, callFrame: { ...ROOT, functionName: '(idle)' }, hitCount: 1 },
      ],
      startTime: 1050,
      endTime: 1850,
      samples: [2, 2, 3, 2],
      timeDeltas: [0, 100, 200, 300],
    });
  });

  it('keeps real files as they are', () => {
    for (const name of ['node-20', 'node-24', 'v8-profiler-next-nodes']) {
      const profile = readOne(cpuprofile, fixture(`${name}.cpuprofile`));
      const again = readOne(cpuprofile, write(cpuprofile, [profile]));
      assert.deepEqual(again.timeline, profile.timeline, name);
      assert.equal(textFromProfile(again), textFromProfile(profile), name);
    }
  });

  it('lays nodes one after another, in as many samples as there were', () => {
    const drawn = 'a#2>b@/x.js:1#4 3000\na#2>b@/x.js:1#5 1000\na#3 2000';
    const profile = profileFromText(drawn, { intervalUs: 1000 });
    const again = readOne(cpuprofile, write(cpuprofile, [profile]));
    assert.equal(textFromProfile(again), 'a#3 2000\na>b@/x.js:1#4 3000\na>b@/x.js:1#5 1000');
    assert.equal(again.sampleCount, 6);
    assert.deepEqual([...(again.timeline?.durationUs ?? [])], [1000, 1000, 1000, 1000, 1000, 1000]);
  });

  it('keeps own times exact whatever the last sample is', () => {
    for (const values of [[1, 1000], [1000, 1], [5, 5, 5], [7], [1, 100_000, 3, 20], [40, 39]]) {
      for (const timeline of [true, false]) {
        const drawn = values.map((value, i) => `main>f${i} ${value}`).join('\n');
        const again = readOne(
          cpuprofile,
          write(cpuprofile, [profileFromText(drawn, { timeline, startUs: 500 })]),
        );
        const found = figures(again);
        values.forEach((value, i) => {
          const self = found[`f${i}`]?.[0] ?? 0;
          assert.ok(Math.abs(self - value) <= 1, `${drawn}: ${self} for ${value}`);
        });
      }
    }
  });

  it('moves as few samples as it can to close with a mean one', () => {
    const many = Array.from({ length: 40 }, (_, i) => `f${i} ${i % 2 === 0 ? 800 : 1600}`).join(
      '\n',
    );
    const long = profileFromText(`f 9000\n${many}\nlast 1`, { timeline: true });
    const again = readOne(cpuprofile, write(cpuprofile, [long]));
    assert.deepEqual(again.timeline?.startUs.slice(0, 40), long.timeline?.startUs.slice(0, 40));
  });

  it('leaves collections with the stacks that caused them', () => {
    const builder = new ProfileBuilder({
      kind: 'cpu',
      unit: 'microseconds',
      valueName: 'cpu',
      hasCallLines: true,
    });
    const gc = builder.function({ name: '(garbage collector)', kind: 'gc' });
    const main = builder.child(ROOT_NODE, builder.function({ name: 'main' }));
    const rank = builder.child(main, builder.function({ name: 'rank' }));
    const score = builder.child(rank, builder.function({ name: 'score' }));
    builder.addSelf(rank, 20_000);
    builder.addSelf(score, 9000);
    builder.addSelf(builder.child(rank, gc), 7000);
    builder.addSelf(builder.child(score, gc), 5000);
    // Whoever has no time of its own may have caused some all the same.
    const page = builder.child(main, builder.function({ name: 'page' }));
    builder.addSelf(builder.child(page, gc), 3000);
    builder.setSampling(44, 1000);
    const again = readOne(cpuprofile, write(cpuprofile, [builder.build()]));
    assert.deepEqual(
      costsOf(gcOnStacks(again)).functions.map(({ function: { name }, total }) => [
        name,
        // Files keep whole µs.
        Math.round(total),
      ]),
      [
        ['rank', 41_000],
        ['score', 14_000],
        ['main', 44_000],
        ['page', 3000],
      ],
    );
  });

  it('keeps time whose line is not known off the other lines', () => {
    const builder = new ProfileBuilder({
      kind: 'cpu',
      unit: 'microseconds',
      valueName: 'cpu',
      hasCallLines: false,
    });
    const node = builder.child(ROOT_NODE, builder.function({ name: 'rank' }));
    builder.addSelf(node, 1000);
    builder.addLeafLine(node, 7, 250);
    const again = readOne(cpuprofile, write(cpuprofile, [builder.build()]));
    assert.equal(textFromProfile(again), 'rank 750\nrank#7 250');
  });

  it('lays threads one after another', () => {
    const one = profileFromText('main>rank 300\nmain>idle 100', { timeline: true });
    const two = profileFromText('main>rank#4 200', { thread: { pid: 1, tid: 2 } });
    const again = readOne(cpuprofile, write(cpuprofile, [one, two]));
    assert.deepEqual(figures(again), { main: [0, 600], rank: [500, 500], idle: [100, 100] });
  });

  it('refuses profiles without CPU time', () => {
    const heap = profileFromText('main 5', { kind: 'allocations' });
    refuses(() => write(cpuprofile, [heap]), 'no-samples', /no CPU time/);
    refuses(() => write(cpuprofile, []), 'no-samples', /no CPU time/);
  });
});
