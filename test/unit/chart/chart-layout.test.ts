import assert from 'node:assert/strict';
import type { ChartSeries, SweepChart } from '../../../src/protocol/chart.js';
import { chartLayout, forecast, modelLine, pointsOf } from '../../../webview/chart/chart-layout.js';

const SIZES = [100, 200, 400];

function series(change: Partial<ChartSeries>): ChartSeries {
  return {
    ...{ title: 'for loop', place: 'a.ts:1', file: '/a.ts', line: 1, unit: 'work' },
    ...{ values: [10_000, 40_000, 160_000], growth: 2, uncertainty: 0, model: 'n^2' },
    isSuperlinear: true,
    ...change,
  };
}

describe('the layout of the scaling chart', () => {
  const quadratic = series({});
  const time = series({ unit: 'ms', values: [1, 2, 4], growth: 1, model: 'n', file: '' });
  const data: SweepChart = {
    ...{ parameter: 'n', held: {}, sizes: SIZES },
    series: [quadratic, time],
  };
  const layout = chartLayout(data, 800, 400);

  it('has the same number of decades for work and time, so that slopes compare', () => {
    const { work, ms } = layout.y;
    assert.ok(Math.abs(work.to / work.from / (ms.to / ms.from) - 1) < 1e-9);
    const [first, , last] = pointsOf(quadratic, SIZES, layout);
    const [from, , to] = pointsOf(time, SIZES, layout);
    assert.ok(first !== undefined && last !== undefined && from !== undefined && to !== undefined);
    assert.ok(Math.abs((first[1] - last[1]) / (from[1] - to[1]) - 2) < 1e-9);
  });

  it('keeps everything inside, the forecast at ten times the size included', () => {
    const next = forecast(quadratic, SIZES);
    assert.equal(next?.size, 4000);
    assert.ok(Math.abs(next.value / 16e6 - 1) < 1e-9);
    assert.ok(layout.y.work.to >= next.high);
    assert.equal(layout.x.to, 4000);
  });

  it('leaves out what is zero, which logarithms have no place for', () => {
    const late = series({ values: [0, 40_000, 160_000] });
    assert.equal(pointsOf(late, SIZES, layout).length, 2);
    const line = modelLine(late, SIZES, layout);
    assert.ok(line !== undefined && !/NaN|Infinity/.test(line.measured + line.band));
    assert.equal(modelLine(series({ values: [0, 0, 0] }), SIZES, layout), undefined);
  });
});
