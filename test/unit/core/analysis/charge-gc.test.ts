import { strict as assert } from 'node:assert';
import { chargePauses } from '../../../../src/core/analysis/charge-gc.js';
import { gcOnStacks } from '../../../../src/core/analysis/gc-on-stacks.js';
import type { GcPause } from '../../../../src/core/model/recording.js';
import { profileFromText } from '../../../support/profile-from-text.js';

const TIMELINE = gcOnStacks(
  profileFromText(
    `
    main@/a.js:1>rank@/a.js:10 1000
    (garbage collector) 500
    main@/a.js:1>rank@/a.js:10>JSON.parse 1000
    (idle) 200000
    main@/a.js:1>page@/a.js:30>emit@node:events:40 1000
    `,
    { timeline: true },
  ),
);

function pauseAt(startUs: number): GcPause {
  return { kind: 'minor', startUs, durationUs: 100, freedBytes: 0, timing: 'exact' };
}

function chargedAt(startUs: number): string | undefined {
  return chargePauses([pauseAt(startUs)], TIMELINE)[0]?.function?.name;
}

describe('chargePauses', () => {
  it('charges the function that was running when the pause began', () => {
    assert.equal(chargedAt(500), 'rank');
  });

  it('looks through samples in GC for the function before them', () => {
    assert.equal(chargedAt(1200), 'rank');
  });

  it('charges the caller of a builtin, and of a part of Node', () => {
    assert.equal(chargedAt(2000), 'rank');
    assert.equal(chargedAt(203_000), 'page');
  });

  it('charges nobody while the thread is idle or was not sampled', () => {
    assert.equal(chargedAt(100_000), undefined);
    assert.equal(chargedAt(900_000), undefined);
    assert.equal(chargePauses([pauseAt(10)], undefined)[0]?.function, undefined);
  });

  describe('with the bytes that functions allocate', () => {
    const timeline = gcOnStacks(
      profileFromText(
        `
        main@/a.js:1>fill@/a.js:10 4000
        main@/a.js:1>sum@/a.js:20 1000
        (garbage collector) 500
        main@/a.js:1>sum@/a.js:20 60000
        `,
        { timeline: true },
      ),
    );
    const allocations = profileFromText(`
      main@/a.js:1>fill@/a.js:10>Array 9000
      main@/a.js:1>sum@/a.js:20 10
    `);
    const charged = (pause: GcPause, bytes = allocations) =>
      chargePauses([pause], timeline, bytes)[0]?.function?.name;

    it('charges the nearest function that allocates', () => {
      assert.equal(charged(pauseAt(4500)), 'fill');
      assert.equal(charged(pauseAt(3500)), 'fill');
    });

    it('looks no further than garbage waits', () => {
      assert.equal(charged(pauseAt(12_000)), 'fill');
      assert.equal(charged({ ...pauseAt(12_000), timing: 'aligned' }), 'fill');
      assert.equal(charged(pauseAt(55_000)), 'sum');
    });

    it('believes the timeline where nothing was seen to allocate', () => {
      assert.equal(charged(pauseAt(4500), profileFromText('main@/a.js:1 0')), 'sum');
    });
  });
});
