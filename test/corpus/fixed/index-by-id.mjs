// An index of items by their id, built with a reducer.

export const sizes = [100, 200, 400, 800];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => ({ id: `k${i}`, score: (i * 37) % 101 }));
}

const byId = (items) =>
  items.reduce((index, item) => {
    index[item.id] = item;
    return index;
  }, {});

export function run(items) {
  const index = byId(items);
  return Object.keys(index).map((id) => index[id].score);
}
