import assert from 'node:assert/strict';
import {
  compareOutputs,
  compareTimes,
  growthOfWork,
  isEnough,
  unstableOutput,
  verdict,
  type OutputAtSize,
  type OutputFinding,
} from '../../../../src/core/analysis/verdict.js';
import type { ScaledSite } from '../../../../src/core/analysis/scale.js';
import {
  verdictJson,
  verdictNotes,
  verdictText,
  type VerdictWords,
} from '../../../../src/core/report/verdict-text.js';
import { portable } from '../../../../src/workload/portable.js';

const outputs = (values: readonly unknown[], rejected?: string): OutputAtSize[] =>
  values.map((value, i) => ({ size: 100 * (i + 1), output: portable(value), rejected }));

/** Times of ten processes that vary a little around a value. */
const around = (ms: number, count = 10): number[] =>
  Array.from({ length: count }, (_, i) => ms * (1 + 0.004 * ((i * 7) % 10) - 0.018));

const about = { size: 800, freshInputs: false };

const SAME: OutputFinding = { kind: 'same', by: 'comparison', accepted: undefined, skipped: [] };

const IN_AN_EDITOR: VerdictWords = {
  showPath: (file) => file,
  moreTime: 'the setting',
  otherSizes: 'sizes in the workload',
};

describe('verdict', () => {
  it('proves what gives the same and is faster', () => {
    const time = compareTimes({ before: around(19), after: around(1) }, about);
    const proved = verdict(SAME, { before: 2.01, after: 1 }, time);
    assert.equal(proved.conclusion, 'proved');
    assert.match(
      verdictText(proved),
      /^Proved: same output, growth 2\.0 → 1\.0, 19× faster \[19, 19\]$/,
    );
    assert.match(verdictNotes(proved).join(), /At size 800: 19\.0 ms before, 1\.0 ms after/);
    assert.equal(verdictJson(proved).summary, verdictText(proved));
  });

  it('proves nothing without a difference that can be measured', () => {
    const time = compareTimes({ before: around(10), after: around(10) }, about);
    const same = verdict(SAME, undefined, time);
    assert.equal(same.conclusion, 'not-proved');
    assert.match(
      verdictText(same),
      /^Not proved: same output, no measurable difference in time, 1\.00× \[0\.\d\d, 1\.\d\d\]$/,
    );
  });

  it('does not take an effect for one that is too small to matter', () => {
    const steady = (ms: number) => around(ms).map(() => ms);
    const time = compareTimes({ before: steady(10.1), after: steady(10) }, about);
    assert.ok(time.ratio.low > 1);
    assert.equal(time.effect, 'none');
  });

  it('says that something is slower', () => {
    const slower = verdict(
      SAME,
      undefined,
      compareTimes({ before: around(10), after: around(15) }, about),
    );
    assert.equal(slower.conclusion, 'not-proved');
    assert.match(verdictText(slower), /1\.50× slower \[1\.4\d, 1\.5\d\]$/);
  });

  it('does not decide with too few processes', () => {
    const few = compareTimes({ before: around(50, 3), after: around(1, 3) }, about);
    assert.equal(few.effect, 'undecided');
    assert.match(verdictText(verdict(SAME, undefined, few)), /time ran out after 3 of at least 5/);
    assert.match(
      verdictText(verdict(SAME, undefined, few), IN_AN_EDITOR),
      /; give more with the setting$/,
    );
    assert.equal(isEnough({ before: around(50, 4), after: around(1, 5) }), false);
    assert.equal(isEnough({ before: around(50, 5), after: around(1, 5) }), true);
    assert.equal(isEnough({ before: around(1, 5), after: around(50, 5) }), true);
    assert.equal(isEnough({ before: around(10, 5), after: around(10, 5) }), false);
    assert.equal(isEnough({ before: [30, 40, 50, 90, 99], after: around(10, 5) }), false);
  });

  it('does not prove what grows faster than before, and says so where less growth does not show', () => {
    const faster = compareTimes({ before: around(19), after: around(1) }, about);
    const worse = verdict(SAME, { before: 1, after: 2 }, faster);
    assert.equal(worse.conclusion, 'not-proved');
    assert.match(verdictNotes(worse).join(), /grows faster than before/);
    const unseen = verdict(
      SAME,
      { before: 2, after: 1 },
      compareTimes({ before: around(1), after: around(1) }, about),
    );
    assert.match(verdictNotes(unseen).join(), /larger size may show it/);
  });

  it('takes for the growth of the work that of the fastest growing part that matters', () => {
    const site = (kind: 'loop' | 'function', growth: number, count: number): ScaledSite => ({
      ...{ file: 'x.js', line: 1, column: 1, endLine: 2, function: 'f', kind, label: 'for' },
      ...{ counts: [1, count], growth, uncertainty: 0, model: 'n', ahead: 10, parent: -1 },
    });
    const sites = [site('loop', 1, 900), site('loop', 2, 100), site('loop', 3, 10)];
    assert.equal(growthOfWork({ sites }), 2);
    assert.equal(growthOfWork({ sites: [...sites, site('function', 3, 5000)] }), 2);
    assert.equal(growthOfWork({ sites: [site('function', 2, 10)] }), undefined);
  });

  it('names the first difference of outputs and its size', () => {
    const found = compareOutputs(outputs([[1], [1, 2]]), outputs([[1], [1, 3]]));
    assert.equal(found.kind, 'different');
    const text = verdictText(verdict(found, undefined, undefined));
    assert.equal(text, 'Different output: output[1] is 2 before and 3 after (size 200)');
  });

  it('lets a check decide, and still says that outputs differ', () => {
    const accepted = compareOutputs(outputs([[1]], ''), outputs([[2]], ''));
    assert.equal(accepted.kind, 'same');
    const notes = verdictNotes(verdict(accepted, undefined, undefined)).join('\n');
    assert.match(notes, /check of its own/);
    assert.match(notes, /output\[0\] is 1 before and 2 after/);
    const refused = verdict(
      compareOutputs(outputs([[1]], ''), outputs([[1]], 'Error: too few')),
      undefined,
      undefined,
    );
    assert.equal(refused.conclusion, 'different');
    assert.match(
      verdictText(refused),
      /^Different output: .*refuses.*\(size 100\): Error: too few$/,
    );
    const already = verdict(
      compareOutputs(outputs([[1]], 'no'), outputs([[1]], '')),
      undefined,
      undefined,
    );
    assert.equal(already.conclusion, 'failed');
  });

  it('knows outputs that cannot be compared', () => {
    const kinds: readonly (readonly [unknown, RegExp])[] = [
      [undefined, /returns nothing that could be compared/],
      [() => 1, /nobody can look into/],
      [new Array(2_000_000), /too large to be compared/],
    ];
    for (const [value, says] of kinds) {
      const found = compareOutputs(outputs([value]), outputs([value]));
      const text = verdictText(verdict(found, undefined, undefined));
      assert.match(text, says);
      assert.match(text, /^Not proved: .*check\(output\)/);
      assert.equal(compareOutputs(outputs([value], ''), outputs([value], '')).kind, 'same');
    }
  });

  it('does not call it a difference where a version differs from itself', () => {
    const unstable = unstableOutput('before', outputs([[0.1]]), outputs([[0.7]]));
    assert.ok(unstable !== undefined);
    const text = verdictText(verdict(unstable, undefined, undefined));
    assert.match(
      text,
      /^Not proved: the output is not the same twice.* 0\.1 in one run and 0\.7 in the other/,
    );
    assert.equal(unstableOutput('after', outputs([[1]]), outputs([[1]])), undefined);
  });
});
