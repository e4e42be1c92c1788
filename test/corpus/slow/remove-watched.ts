// Takes what was watched out of the list of candidates.

interface Movie {
  readonly id: number;
  readonly year: number;
}

export const sizes = [500, 1000, 2000, 4000];

export function setup(n: number): { movies: Movie[]; watched: Set<number> } {
  const movies = Array.from({ length: n }, (_, i) => ({ id: i, year: 1950 + (i % 70) }));
  const watched = new Set(movies.filter(({ id }) => id % 2 === 1).map(({ id }) => id));
  return { movies, watched };
}

export function run({ movies, watched }: ReturnType<typeof setup>): number[] {
  const left = movies.slice();
  let i = 0;
  while (i < left.length) {
    if (watched.has(left[i]!.id)) {
      left.splice(i, 1); // grows n^2 rule:splice-in-loop
    } else {
      i += 1;
    }
  }
  return left.map(({ id }) => id);
}
