// Articles from a feed, newest first; dates come as text.

exports.sizes = [500, 1000, 2000, 4000];

exports.setup = (n) =>
  Array.from({ length: n }, (_, i) => ({
    id: i,
    published: new Date(1600000000000 + ((i * 7919) % n) * 3600000).toISOString(),
  }));

exports.run = (articles) => {
  const newest = articles
    .slice()
    .sort((a, b) => new Date(b.published).getTime() - new Date(a.published).getTime()); // grows n log n rule:costly-comparator
  return newest.map((article) => article.id);
};
