// `includes` of a string: titles are short whatever the catalogue's size.

export const sizes = [500, 1000, 2000, 4000];

export function setup(n: number): { titles: string[]; words: string[] } {
  return {
    titles: Array.from({ length: n }, (_, i) => `The Movie of ${(i * 7919) % n} Days`),
    words: ['movie', 'days', 'night'],
  };
}

export function run({ titles, words }: ReturnType<typeof setup>): string[] {
  const hits: string[] = [];
  for (const title of titles) {
    const text = title.toLowerCase();
    if (words.some((word) => text.includes(word)) && text.indexOf('77') >= 0) hits.push(title);
  }
  return hits;
}
