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
  const byText = new Map<string, Counted>();
  for (const { text } of log) {
    const known = byText.get(text);
    if (known) known.times += 1;
    else byText.set(text, { text, times: 1 });
  }
  return [...byText.values()];
}
