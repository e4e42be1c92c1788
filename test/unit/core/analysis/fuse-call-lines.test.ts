import { strict as assert } from 'node:assert';
import { costsOf } from '../../../../src/core/analysis/costs.js';
import { fuseCallLines } from '../../../../src/core/analysis/fuse-call-lines.js';
import type { Profile } from '../../../../src/core/model/profile.js';
import { profileFromText } from '../../../support/profile-from-text.js';

/** `[line, self, total]` of every line of a file, by line. */
function lines(profile: Profile, file: string): number[][] {
  return costsOf(profile)
    .lines.filter((cost) => cost.file === file)
    .map((cost) => [cost.line, Math.round(cost.self), Math.round(cost.total)])
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

// What the timeline knows: functions with their places, lines at the end of the stack only.
const TIMELINE = `
  main@/a.js:1#4 10
  main@/a.js:1>rank@/a.js:10#12 20
  main@/a.js:1>rank@/a.js:10>score@/a.js:20#21 60
  main@/a.js:1>rank@/a.js:10>score@/a.js:20#22 10
`;

// What the call-line sampler knows: no places of functions, but the lines of all calls.
const CALL_LINES = `
  main@/a.js:0#4 1
  main@/a.js:0#5>rank@/a.js:0#12 2
  main@/a.js:0#5>rank@/a.js:0#13>score@/a.js:0#21 4
  main@/a.js:0#5>rank@/a.js:0#14>score@/a.js:0#21 2
  main@/a.js:0#5>rank@/a.js:0#14>score@/a.js:0#22 2
`;

describe('fuseCallLines', () => {
  const timeline = profileFromText(TIMELINE);

  it('gives every line its total from the call-line samples and its self time from the timeline', () => {
    const fused = fuseCallLines(timeline, profileFromText(CALL_LINES)).profile;
    assert.deepEqual(lines(fused, '/a.js'), [
      [4, 10, 10],
      [5, 0, 90],
      [12, 20, 20],
      [13, 0, 35],
      [14, 0, 35],
      [21, 60, 60],
      [22, 10, 10],
    ]);
    assert.equal(fused.hasCallLines, true);
  });

  it('keeps the timeline’s time exactly, function by function', () => {
    const before = costsOf(timeline).functions.map(({ function: f, self, total }) => [
      f.name,
      self,
      total,
    ]);
    const after = costsOf(fuseCallLines(timeline, profileFromText(CALL_LINES)).profile).functions;
    const rounded = after.map(({ function: f, self, total }) => [
      f.name,
      Math.round(self),
      Math.round(total),
    ]);
    assert.deepEqual(rounded.sort(), before.sort());
  });

  it('without call lines a line has its self time as total', () => {
    const fused = fuseCallLines(timeline, undefined).profile;
    assert.equal(fused.hasCallLines, false);
    assert.deepEqual(lines(fused, '/a.js'), [
      [4, 10, 10],
      [12, 20, 20],
      [21, 60, 60],
      [22, 10, 10],
    ]);
  });

  it('takes the usual line of a call for a stack the call-line sampler has not seen', () => {
    const other = profileFromText(`
      boot@/b.js:1>main@/a.js:1>rank@/a.js:10#12 30
    `);
    const known = profileFromText('main@/a.js:0#7>rank@/a.js:0#12 5');
    const fused = fuseCallLines(other, known).profile;
    assert.deepEqual(lines(fused, '/a.js'), [
      [7, 0, 30],
      [12, 30, 30],
    ]);
  });

  it('tells functions without a name apart by their place', () => {
    const drawn = profileFromText(`
      main@/a.js:1>@/a.js:10#11 30
      main@/a.js:1>@/a.js:20#21 70
    `);
    const calls = profileFromText(`
      main@/a.js:0#3>@/a.js:0#11 3
      main@/a.js:0#4>@/a.js:0#21 7
    `);
    assert.deepEqual(lines(fuseCallLines(drawn, calls).profile, '/a.js'), [
      [3, 0, 30],
      [4, 0, 70],
      [11, 30, 30],
      [21, 70, 70],
    ]);
  });

  it('counts a recursive line once', () => {
    const drawn = profileFromText(`
      walk@/a.js:1#2 10
      walk@/a.js:1>walk@/a.js:1#2 10
      walk@/a.js:1>walk@/a.js:1>walk@/a.js:1#2 10
    `);
    const calls = profileFromText(`
      walk@/a.js:0#2 1
      walk@/a.js:0#3>walk@/a.js:0#2 1
      walk@/a.js:0#3>walk@/a.js:0#3>walk@/a.js:0#2 1
    `);
    assert.deepEqual(lines(fuseCallLines(drawn, calls).profile, '/a.js'), [
      [2, 30, 30],
      [3, 0, 20],
    ]);
  });
});
