// `concat` in a loop over three sources.

type Source = { name: string; ids: number[] };

export const sizes = [1000, 2000, 4000, 8000];

export function setup(n: number): Source[] {
  return ['ann', 'trending', 'followed'].map((name, s) => ({
    name,
    ids: Array.from({ length: n }, (_, i) => i * 3 + s),
  }));
}

export function run(sources: readonly Source[]): number {
  let pool: number[] = [];
  for (const { ids } of sources) pool = pool.concat(ids);
  return new Set(pool).size;
}
