/** Maps values above 0 to positions, so that equal ratios are equal distances. */
export interface LogScale {
  readonly from: number;
  readonly to: number;
  /** Position of a value, in pixels. */
  at(value: number): number;
}

/** The scale that maps `from` to `start` and `to` to `end`; both values are above 0. */
export function logScale(from: number, to: number, start: number, end: number): LogScale {
  const low = Math.log(from);
  const span = Math.log(to) - low || 1;
  return { from, to, at: (value) => start + ((Math.log(value) - low) / span) * (end - start) };
}

/** Steps within a decade, from coarse to fine. */
const STEPS: readonly (readonly number[])[] = [[1], [1, 3], [1, 2, 5]];

/**
 * Round values between two others, `most` at most: powers of ten, with some between them where
 * there is room, or only every second or third power where there is none.
 */
export function logTicks(from: number, to: number, most: number): number[] {
  const first = Math.floor(Math.log10(from));
  const last = Math.ceil(Math.log10(to));
  const between = (steps: readonly number[], every: number) => {
    const ticks: number[] = [];
    for (let power = first; power <= last; power++) {
      if (power % every !== 0) continue;
      for (const step of steps) {
        // `10 ** -2` and the like are not exact; as a text they are.
        const value = Number(`${step}e${power}`);
        if (value >= from * 0.999 && value <= to * 1.001) ticks.push(value);
      }
    }
    return ticks;
  };
  const finest = STEPS.map((steps) => between(steps, 1)).filter(({ length }) => length <= most);
  if (finest.length > 0) return finest.at(-1) ?? [];
  for (let every = 2; ; every++) {
    const ticks = between([1], every);
    if (ticks.length <= most) return ticks;
  }
}

/** 62 500 as `62.5k`: figures at an axis have little room. */
export function shortNumber(value: number): string {
  const units = ['', 'k', 'M', 'G', 'T', 'P'];
  let scaled = value;
  let unit = 0;
  while (scaled >= 1000 && unit < units.length - 1) {
    scaled /= 1000;
    unit += 1;
  }
  return `${Number(scaled.toPrecision(3))}${units[unit] ?? ''}`;
}
