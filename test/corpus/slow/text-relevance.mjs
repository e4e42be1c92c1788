// Scores documents against a query over the vocabulary of the corpus.

export const sizes = [80, 160, 320, 640];

export function setup(n) {
  const vocabulary = Array.from({ length: n }, (_, i) => `w${i}`);
  const documents = Array.from({ length: n }, (_, d) => ({
    counts: { [`w${d}`]: 2, [`w${(d * 7) % n}`]: 1, [`w${(d * 13) % n}`]: 3 },
  }));
  const idf = Object.fromEntries(vocabulary.map((word, i) => [word, 1 + (i % 4)]));
  return { vocabulary, documents, idf };
}

function relevance({ counts }, vocabulary, idf) {
  let score = 0;
  for (const word of vocabulary) { // grows n^2 rule:dense-over-sparse
    const count = counts[word] ?? 0;
    score += count * idf[word];
  }
  return score;
}

export function run({ vocabulary, documents, idf }) {
  return documents.map((document) => relevance(document, vocabulary, idf));
}
