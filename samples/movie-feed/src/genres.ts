/** The 18 genres a title can carry, neighbours in taste next to each other. */
export const GENRES = [
  'action',
  'adventure',
  'thriller',
  'crime',
  'film-noir',
  'mystery',
  'horror',
  'sci-fi',
  'fantasy',
  'animation',
  'children',
  'musical',
  'comedy',
  'romance',
  'drama',
  'war',
  'western',
  'documentary',
] as const;

export type Genre = (typeof GENRES)[number];

export type GenreWeights = Readonly<Partial<Record<Genre, number>>>;
