import assert from 'node:assert/strict';
import { logScale, logTicks, shortNumber } from '../../../webview/chart/log-scale.js';

describe('the scales of the scaling chart', () => {
  it('give equal ratios equal distances', () => {
    const scale = logScale(10, 1000, 0, 200);
    assert.equal(scale.at(10), 0);
    assert.ok(Math.abs(scale.at(100) - 100) < 1e-9);
    assert.ok(Math.abs(scale.at(1000) - 200) < 1e-9);
  });

  it('can run upwards, and survive a range of one value', () => {
    assert.ok(logScale(1, 100, 300, 0).at(10) - 150 < 1e-9);
    assert.equal(logScale(5, 5, 20, 80).at(5), 20);
  });

  it('have round ticks, as many as there is room for', () => {
    assert.deepEqual(logTicks(250, 20_000, 8), [500, 1000, 2000, 5000, 10_000, 20_000]);
    assert.deepEqual(logTicks(250, 20_000, 4), [300, 1000, 3000, 10_000]);
    assert.deepEqual(logTicks(1, 1e9, 6), [1, 100, 1e4, 1e6, 1e8]);
    assert.deepEqual(logTicks(0.01, 1, 3), [0.01, 0.1, 1]);
  });

  it('say large numbers in few characters', () => {
    assert.deepEqual([1, 62_500, 1e6, 2.5e9].map(shortNumber), ['1', '62.5k', '1M', '2.5G']);
  });
});
