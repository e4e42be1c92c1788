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
  shelves.forEach((shelf) => {
    const ranked = pool.slice();
    ranked.sort((a, b) => b.score - a.score); // grows n^2 log n rule:sort-in-loop
    page.push(ranked.find((item) => item.shelf === shelf).id);
  });
  return page;
};
