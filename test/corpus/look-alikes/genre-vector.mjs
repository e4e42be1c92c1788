// One-hot genres: the inner loop walks a table of eighteen.

const GENRES = [
  ...['action', 'adventure', 'animation', 'comedy', 'crime', 'documentary', 'drama', 'family'],
  ...['fantasy', 'history', 'horror', 'music', 'mystery', 'romance', 'sci-fi', 'thriller'],
  ...['war', 'western'],
];

export const sizes = [250, 500, 1000, 2000];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => ({
    id: i,
    genres: [GENRES[i % 18], GENRES[(i * 5) % 18]],
  }));
}

export function run(movies) {
  const counts = new Array(GENRES.length).fill(0);
  for (const movie of movies) {
    for (let g = 0; g < GENRES.length; g++) {
      if (movie.genres.includes(GENRES[g])) counts[g] += 1;
    }
  }
  return counts;
}
