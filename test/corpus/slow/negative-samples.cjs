// Training data: draws items a user did not click as negatives, with a seeded generator.

exports.sizes = [200, 400, 800, 1600];

exports.setup = (n) => {
  const clicked = [];
  for (let i = 0; i < n; i++) clicked.push((i * 7919) % (4 * n));
  return { clicked, catalogueSize: 4 * n, wanted: n };
};

function generator(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * limit);
  };
}

exports.run = ({ clicked, catalogueSize, wanted }) => {
  const next = generator(42);
  const negatives = [];
  do {
    const item = next(catalogueSize);
    const isPositive = clicked.indexOf(item) >= 0; // grows n^2 rule:membership-in-loop
    if (!isPositive) negatives.push(item);
  } while (negatives.length < wanted);
  return negatives;
};
