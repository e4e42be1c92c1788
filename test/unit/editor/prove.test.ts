import assert from 'node:assert/strict';
import { changeTo } from '../../../src/editor/prove/changed-range.js';
import { besideOf, nothingRuns, runsOf } from '../../../src/editor/prove/choose-run.js';
import { subjectOf } from '../../../src/editor/prove/subject.js';
import { verdictDetails, verdictMessage } from '../../../src/editor/prove/verdict-message.js';

describe('which workload proves a change', () => {
  const feed = { file: '/w/feed.workload.ts', exported: ['warm', 'run'], steps: 1 };
  const ranks = { file: '/w/rank.workload.ts', exported: ['rank', 'rerank'], steps: 3 };

  it('is its function run, or any that it exports where it has none of that name', () => {
    const runs = runsOf([feed, ranks], false).map(({ file, exported }) => `${file} ${exported}`);
    assert.deepEqual(runs, [
      '/w/feed.workload.ts run',
      '/w/rank.workload.ts rank',
      '/w/rank.workload.ts rerank',
    ]);
  });

  it('says how it comes to run what has changed', () => {
    const how = (steps: number, isBesideOnly = false) =>
      runsOf([{ ...feed, steps }], isBesideOnly).map((run) => run.how)[0];
    assert.equal(how(0), 'has changed itself');
    assert.equal(how(1), 'imports what has changed');
    assert.equal(how(3), 'imports what has changed, over 3 imports');
    assert.equal(how(0, true), 'lies beside what has changed');
  });

  it('is one beside the changed file where none imports it', () => {
    const workloads = ['/w/a.workload.ts', '/w/src/b.workload.ts', '/w/src/deep/c.workload.ts'];
    assert.deepEqual(besideOf(['/w/src/rank.ts'], workloads), ['/w/src/b.workload.ts']);
    assert.deepEqual(besideOf(['/w/lib/rank.ts'], workloads), []);
  });

  it('or none: then it is said what to write', () => {
    assert.match(
      nothingRuns(['/w/src/rank.ts']),
      /^No workload runs rank\.ts, so .* rank\.workload\.ts/,
    );
    assert.match(nothingRuns(['/w/a.ts', '/w/b.ts']), /^No workload runs a\.ts and 1 more, so/);
  });
});

describe('what a proof is told', () => {
  const proved = {
    conclusion: 'proved',
    summary: 'Proved: same output, growth 2.0 → 1.0, 19× faster [17, 21]',
    notes: ['At size 800: 19 ms before, 1 ms after; medians of 5 processes each.'],
  } as const;

  it('one sentence, a warning unless it is proved', () => {
    assert.deepEqual(verdictMessage(proved), {
      severity: 'information',
      text: 'Proved: same output, growth 2.0 → 1.0, 19× faster [17, 21].',
    });
    for (const conclusion of ['not-proved', 'different', 'failed'] as const) {
      const message = verdictMessage({ conclusion, summary: 'Not proved: why.', notes: [] });
      assert.deepEqual(message, { severity: 'warning', text: 'Not proved: why.' });
    }
  });

  it('all figures for the log', () => {
    const about = { run: 'feed.workload.ts › run', files: ['a.ts', 'b.ts'], since: 'the commit' };
    assert.deepEqual(verdictDetails(proved, about), [
      'Proved: same output, growth 2.0 → 1.0, 19× faster [17, 21].',
      '  Run: feed.workload.ts › run. Compared with the commit: a.ts, b.ts.',
      '  At size 800: 19 ms before, 1 ms after; medians of 5 processes each.',
    ]);
  });
});

describe('what the command is given', () => {
  it('a file with its text before, or a function of a workload; nothing else', () => {
    const edit = { file: '/w/a.ts', before: '' };
    assert.deepEqual(subjectOf(edit), { kind: 'edit', ...edit });
    const run = { file: '/w/a.workload.ts', exported: 'run' };
    assert.deepEqual(subjectOf(run), { kind: 'workload', ...run });
    for (const other of [undefined, null, 'x', {}, { file: 1, before: 'x' }, { file: '/w/a.ts' }]) {
      assert.equal(subjectOf(other), undefined);
    }
  });
});

describe('taking a change back', () => {
  const pairs: readonly (readonly [text: string, wanted: string])[] = [
    ['', ''],
    ['same', 'same'],
    ['abc', 'aXc'],
    ['aaa', 'aaaa'],
    ['aaaa', 'aaa'],
    ['all', ''],
    ['', 'new'],
    ['a\r\nb', 'a\nb'],
    ['x\u{1F600}y', 'x\u{1F601}y'],
    ['x\u{1F600}y', 'x\u{1FA00}y'],
  ];
  for (const [text, wanted] of pairs) {
    it(`${JSON.stringify(text)} becomes ${JSON.stringify(wanted)}`, () => {
      const { start, end, by } = changeTo(text, wanted);
      assert.equal(text.slice(0, start) + by + text.slice(end), wanted);
      for (const at of [start, end]) {
        assert.doesNotMatch(
          text.slice(Math.max(0, at - 1), at + 1),
          /^(?:\r\n|[\uD800-\uDBFF][\uDC00-\uDFFF])$/,
        );
      }
    });
  }

  it('replaces no more than has changed', () => {
    assert.deepEqual(changeTo('const a = 1;\n', 'const a = 22;\n'), {
      start: 10,
      end: 11,
      by: '22',
    });
  });
});
