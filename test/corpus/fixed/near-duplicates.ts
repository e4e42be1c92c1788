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
  const known = new Map<string, number[]>();
  for (const { id, title } of uploads) {
    const ids = known.get(normal(title)) ?? [];
    for (const earlier of ids) duplicates.push([earlier, id]);
    known.set(normal(title), [...ids, id]);
  }
  return duplicates;
}
