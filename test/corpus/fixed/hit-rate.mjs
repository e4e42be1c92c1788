// Offline evaluation: which share of a ranking's items were relevant, and where do they stand?

export const sizes = [250, 500, 1000, 2000];

export function setup(n) {
  const ranking = Array.from({ length: n }, (_, i) => (i * 7919) % n);
  const relevant = ranking.filter((item) => item % 3 !== 0).reverse();
  return { ranking, relevant };
}

function averagePrecision(ranking, relevant) {
  const wanted = new Set(relevant);
  const { sum } = ranking.reduce(
    (state, item, position) => {
      const hit = wanted.has(item);
      if (!hit) return state;
      const hits = state.hits + 1;
      return { hits, sum: state.sum + hits / (position + 1) };
    },
    { hits: 0, sum: 0 },
  );
  return relevant.length === 0 ? 0 : sum / relevant.length;
}

export function run({ ranking, relevant }) {
  return { map: averagePrecision(ranking, relevant), of: relevant.length };
}
