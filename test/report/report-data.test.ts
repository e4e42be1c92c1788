import assert from 'node:assert/strict';
import { shortPaths } from '../../src/core/analysis/short-paths.js';
import { visibleText } from '../../src/core/analysis/visible-text.js';
import { dataOf, pause, recording, sourcesOf, unevenProfile } from './support/recordings.js';
import { profileFromText } from '../support/profile-from-text.js';

describe('shortPaths', () => {
  const own = ['/home/me/app/src/a.ts', '/home/me/app/src/deep/b.ts', '/home/me/app/src2/c.ts'];
  const shorten = shortPaths([...own, '/usr/lib/node_modules/pkg/x.js', 'node:fs', '']);

  it('leaves out the folder all files of one’s own have in common', () => {
    assert.deepEqual(own.map(shorten), ['src/a.ts', 'src/deep/b.ts', 'src2/c.ts']);
  });

  it('begins with the package, and leaves other names alone', () => {
    assert.equal(shorten('/home/me/app/node_modules/@a/b/node_modules/c/i.js'), 'c/i.js');
    assert.equal(shorten('node:fs'), 'node:fs');
    assert.equal(shorten('/elsewhere/x.ts'), '/elsewhere/x.ts');
  });

  it('knows Windows, single files, and files that have nothing in common', () => {
    assert.equal(shortPaths(['C:\\app\\a.ts', 'C:\\app\\b\\c.ts'])('C:\\app\\b\\c.ts'), 'b\\c.ts');
    assert.equal(shortPaths(['/app/a.ts'])('/app/a.ts'), 'a.ts');
    assert.equal(shortPaths(['/x/a.ts', '/y/b.ts'])('/x/a.ts'), '/x/a.ts');
    assert.equal(shortPaths([])('/x/a.ts'), '/x/a.ts');
  });
});

describe('visibleText', () => {
  it('writes out what cannot be seen, and keeps tabs and every script', () => {
    assert.equal(visibleText('a\u202eb\u0000\tc\u2069'), 'a⟨U+202E⟩b⟨U+0000⟩\tc⟨U+2069⟩');
    assert.equal(visibleText('דירוג 推荐 🎬'), 'דירוג 推荐 🎬');
  });

  it('cuts what is too long', () => {
    assert.equal(visibleText('abcdef', 3), 'abc…');
  });
});

describe('reportData', () => {
  it('writes the command as one would type it', () => {
    const made = recording({});
    const command = ['node', 'my app.js', '--name', '', "it's"];
    const { target } = dataOf({ ...made, target: { ...made.target, command } });
    assert.equal(target.command, `node "my app.js" --name "" "it's"`);
  });

  it('embeds the lines around hot ones and no others', () => {
    const text = Array.from({ length: 1000 }, (_, i) => `line ${i + 1}`).join('\r\n');
    const timeline = profileFromText('f@/app/a.ts:1#2 10\nf@/app/a.ts:1#500 20', {
      timeline: true,
    });
    const { excerpts } = dataOf(recording({ timeline }), sourcesOf({ '/app/a.ts': text }));
    assert.deepEqual(
      excerpts[0]?.lines.map(({ line }) => line),
      [1, 2, 3, 4, 5, 497, 498, 499, 500, 501, 502, 503],
    );
    assert.deepEqual(excerpts[0].lines[8], { line: 500, text: 'line 500', selfUs: 20 });
  });

  it('lists the heaviest by each figure, and says how many there are', () => {
    const data = dataOf(recording({ timeline: unevenProfile(30_000, 3000) }));
    assert.ok(data.functionRows.length >= 250 && data.functionRows.length <= 1000);
    assert.ok(data.counts.functions > data.functionRows.length);
    assert.ok(data.lines.length <= 500);
  });

  it('keeps the sum of pauses that share a bar', () => {
    const gc = Array.from({ length: 9000 }, (_, i) => pause('minor', i * 100, 1 + (i % 5)));
    const { lanes, binUs, totalUs } = dataOf(recording({ gc })).gc;
    const bars = lanes[0]?.bars ?? [];
    assert.ok(binUs > 0 && bars.length <= 1500);
    assert.equal(
      bars.reduce((sum, bar) => sum + bar.pauses, 0),
      9000,
    );
    assert.ok(Math.abs(bars.reduce((sum, bar) => sum + bar.totalUs, 0) - totalUs) < 1);
    assert.ok(bars.every((bar) => bar.longestUs === 5));
  });

  it('shows six lanes at most, and says what the others paused', () => {
    const threads = Array.from({ length: 8 }, (_, tid) => {
      return { pid: 1, tid, name: `t${tid}`, gc: [pause('minor', 10, 100 - tid)] };
    });
    const { lanes, hidden } = dataOf({ ...recording({}), threads }).gc;
    assert.deepEqual(
      lanes.map(({ thread }) => thread.tid),
      [0, 1, 2, 3, 4, 5],
    );
    assert.deepEqual(hidden, { threads: 2, totalUs: 94 + 93 });
  });
});
