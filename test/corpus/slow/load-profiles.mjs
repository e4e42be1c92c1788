// Loads the profile of every user of a batch from a store.

export const sizes = [250, 500, 1000, 2000];

function makeStore(n) {
  const rows = new Map(Array.from({ length: n }, (_, i) => [i, { id: i, age: 18 + (i % 60) }]));
  return {
    async get(id) {
      return rows.get(id);
    },
    async getMany(ids) {
      return ids.map((id) => rows.get(id));
    },
  };
}

export function setup(n) {
  return { store: makeStore(n), ids: Array.from({ length: n }, (_, i) => (i * 7919) % n) };
}

export async function run({ store, ids }) {
  const profiles = [];
  for (const id of ids) {
    profiles.push(await store.get(id)); // grows n rule:await-in-loop
  }
  return profiles.map(({ age }) => age);
}
