// Finds uploads that carry the same title as an earlier one, whatever their case and blanks.

interface Upload {
  readonly id: number;
  readonly title: string;
}

export const sizes = [100, 200, 400, 800];

export function setup(n: number): Upload[] {
  return Array.from({ length: n }, (_, i) => ({
    id: i,
    title: `${i % 2 ? 'The ' : 'the  '}Movie ${(i * 7919) % Math.ceil(n * 0.75)}`,
  }));
}

const normal = (title: string): string => title.toLowerCase().replace(/\s+/g, ' ');

export function run(uploads: readonly Upload[]): [number, number][] {
  const duplicates: [number, number][] = [];
  const titles = uploads.map(({ id, title }) => ({ id, title: normal(title) }));
  for (const a of titles) {
    for (const b of titles) { // grows n^2 rule:pairwise-loops
      if (b.id < a.id && a.title === b.title) duplicates.push([b.id, a.id]);
    }
  }
  return duplicates;
}
