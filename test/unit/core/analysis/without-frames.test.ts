import { strict as assert } from 'node:assert';
import { withoutFrames } from '../../../../src/core/analysis/without-frames.js';
import { profileFromText, textFromProfile } from '../../../support/profile-from-text.js';

/** The drawn profile without the functions of one file. */
function without(text: string, timeline = false): ReturnType<typeof withoutFrames> {
  return withoutFrames(profileFromText(text, { timeline }), ({ file }) => file === '/runner.js');
}

describe('withoutFrames', () => {
  it('hands calls and time on to the callers', () => {
    const text = `tick>again@/runner.js:3#9>run@/a.js:1#2 5
tick>again@/runner.js:3#8 2
tick>again@/runner.js:3#8>again@/runner.js:3#9>run@/a.js:1#3 4`;
    assert.equal(
      textFromProfile(without(text)),
      'tick 2\ntick>run@/a.js:1#2 5\ntick>run@/a.js:1#3 4',
    );
  });

  it('keeps the order of samples and the lines at the ends of stacks', () => {
    const profile = without('again@/runner.js:3>run@/a.js:1#2 5\nagain@/runner.js:3#4 1', true);
    assert.equal(textFromProfile(profile), '1\nrun@/a.js:1#2 5');
    assert.deepEqual([...(profile.timeline?.durationUs ?? [])], [5, 1]);
    assert.deepEqual([...(profile.timeline?.node ?? [])], [1, 0]);
  });

  it('leaves a profile without such functions as it is', () => {
    const profile = profileFromText('a>b 1');
    assert.equal(
      withoutFrames(profile, () => false),
      profile,
    );
  });
});
