// Every scored item is cached under a key made of the request and the item.

exports.sizes = [100, 200, 400, 800];

exports.setup = (n) => ({
  request: {
    user: 'u1',
    filters: Array.from({ length: n }, (_, i) => ({ field: `f${i}`, min: i })),
  },
  items: Array.from({ length: n }, (_, i) => ({ id: i })),
});

exports.run = ({ request, items }) => {
  const cache = new Map();
  const prefix = JSON.stringify(request);
  for (const { id } of items) {
    const key = `${prefix}#${id}`;
    cache.set(id, key.length);
  }
  return [...cache];
};
