import assert from 'node:assert/strict';
import { parsePlace, placeText } from '../../../src/protocol/recording-place.js';

describe('places of recordings', () => {
  it('survive being a text', () => {
    const folder = '/w/übung #1/.rankscope/x#thread=a';
    for (const place of [
      { path: folder },
      { path: folder, thread: '4711-0' },
      { path: 'C:\\w\\a.cpuprofile', thread: '-1-2' },
    ]) {
      assert.deepEqual(parsePlace(placeText(place)), place);
    }
  });
});
