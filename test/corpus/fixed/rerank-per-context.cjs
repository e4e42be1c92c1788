// Fills each slot of a page with the best item of its shelf; shelves hold a bounded part of the pool.

exports.sizes = [50, 100, 200, 400];

exports.setup = (n) => {
  const pool = Array.from({ length: n }, (_, i) => ({
    id: i,
    shelf: i % (n / 5),
    score: (i * 7919) % n,
  }));
  const shelves = Array.from({ length: n / 5 }, (_, shelf) => shelf);
  return { pool, shelves };
};

exports.run = ({ pool, shelves }) => {
  const page = [];
  const best = new Map();
  for (const item of pool) {
    const known = best.get(item.shelf);
    if (known === undefined || item.score > known.score) best.set(item.shelf, item);
  }
  shelves.forEach((shelf) => {
    page.push(best.get(shelf).id);
  });
  return page;
};
