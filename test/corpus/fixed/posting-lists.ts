// Builds an inverted index whose posting lists must not name a document twice.

type Index = Record<string, number[]>;

export const sizes = [250, 500, 1000, 2000];

export function setup(n: number): { doc: number; terms: string[] }[] {
  return Array.from({ length: n }, (_, doc) => ({
    doc,
    terms: ['movie', `genre${doc % 6}`, 'movie', `year${doc % 40}`],
  }));
}

export function run(documents: ReturnType<typeof setup>): Index {
  const index: Index = {};
  for (const { doc, terms } of documents) {
    for (const term of terms) {
      const postings = (index[term] ??= []);
      if (postings.at(-1) !== doc) postings.push(doc);
    }
  }
  return index;
}
