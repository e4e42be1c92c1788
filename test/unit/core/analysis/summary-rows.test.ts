import assert from 'node:assert/strict';
import { attributionText } from '../../../../src/core/analysis/attribution-text.js';
import { costsOf } from '../../../../src/core/analysis/costs.js';
import { LineEvidence, type RepairKind } from '../../../../src/core/analysis/line-evidence.js';
import { lineRows } from '../../../../src/core/analysis/summary-rows.js';
import type { LineRow } from '../../../../src/core/analysis/summary.js';
import type { FrameFunction } from '../../../../src/core/model/profile.js';
import { profileFromText } from '../../../support/profile-from-text.js';

const NO_GC = { pauses: [], totalUs: 0, share: 0, maxUs: 0, byKind: new Map() };

const CALLER: FrameFunction = {
  ...{ name: 'rank', file: '/w/a.js', line: 3, column: 1, kind: 'code' },
};

/** The row of line 9 of `score()`, of whose 100 µs so much was moved there, or guessed. */
function row(evidence: LineEvidence): LineRow | undefined {
  const costs = costsOf(profileFromText('rank@/w/a.js:3#4>score@/w/a.js:8#9 100'));
  return lineRows(costs, evidence, NO_GC).find(({ line }) => line === 9);
}

function moved(...repairs: readonly (readonly [why: RepairKind, value: number])[]): LineEvidence {
  const evidence = new LineEvidence();
  for (const [why, value] of repairs) {
    evidence.addRepair('/w/a.js', 9, { why, caller: CALLER, value });
  }
  return evidence;
}

describe('how the figures of a line are known', () => {
  const textOf = (evidence: LineEvidence) => {
    const found = row(evidence);
    assert.ok(found !== undefined);
    return [found.attribution, attributionText(found)];
  };

  it('sampled, also where next to nothing was moved', () => {
    assert.deepEqual(textOf(moved(['inlined', 5])), [
      'sampled',
      'Sampled: the profiler saw the program on this line.',
    ]);
  });

  it('repaired, and why', () => {
    assert.deepEqual(textOf(moved(['inlined', 60], ['lost-frame', 20])), [
      'repaired',
      'Repaired: inlined into rank, where V8 had booked it.',
    ]);
    assert.deepEqual(textOf(moved(['lost-frame', 40])), [
      'repaired',
      'Repaired: V8 left frames out here and booked the time under rank.',
    ]);
  });

  it('estimated, as soon as a part of it is', () => {
    const [attribution, text] = textOf(moved(['inlined', 60], ['one-of-several', 20]));
    assert.equal(attribution, 'estimated');
    assert.match(text ?? '', /^Estimated: V8 left frames out below rank/);
    assert.equal(textOf(moved(['rough-map', 100]))[0], 'estimated');
  });

  it('with a total that may be that of another line', () => {
    const evidence = new LineEvidence();
    evidence.addGuessedTotal('/w/a.js', 9, 50);
    const found = row(evidence);
    assert.equal(found?.attribution, 'sampled');
    assert.equal(found.totalAttribution, 'estimated');
    assert.match(attributionText(found), /The total is an estimate/);
  });

  it('together, of several threads', () => {
    const both = LineEvidence.merged([moved(['inlined', 30]), moved(['inlined', 20])]);
    assert.deepEqual(
      both.repairs('/w/a.js', 9).map(({ value }) => value),
      [50],
    );
  });
});
