// Sorts in a loop, but the reviews of one product are at most eight.

exports.sizes = [250, 500, 1000, 2000];

exports.setup = (n) =>
  Array.from({ length: n }, (_, product) => ({
    product,
    reviews: Array.from({ length: 1 + (product % 8) }, (_unused, i) => ({
      stars: (product * 7 + i * 3) % 5,
    })),
  }));

exports.run = (products) => {
  const best = [];
  for (const { product, reviews } of products) {
    const [first] = [...reviews].sort((a, b) => b.stars - a.stars);
    best.push({ product, stars: first.stars });
  }
  return best;
};
