// The distinct queries of a search log, with how often each was asked.

interface Query {
  readonly text: string;
}

interface Counted {
  readonly text: string;
  times: number;
}

export const sizes = [200, 400, 800, 1600];

export function setup(n: number): Query[] {
  return Array.from({ length: n }, (_, i) => ({ text: `query ${(i * 7919) % (n / 2)}` }));
}

export function run(log: readonly Query[]): Counted[] {
  return log.reduce<Counted[]>((counted, { text }) => {
    const known = counted.find((entry) => entry.text === text); // grows n^2 rule:dedupe-by-scan
    if (known) known.times += 1;
    else counted.push({ text, times: 1 });
    return counted;
  }, []);
}
