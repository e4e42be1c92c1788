// Pages have to be read one after the other: each holds the cursor of the next.

export const sizes = [500, 1000, 2000, 4000];

export function setup(n) {
  const items = Array.from({ length: n }, (_, i) => i);
  return {
    async page(cursor) {
      const next = cursor + 100;
      return { items: items.slice(cursor, next), next: next < items.length ? next : null };
    },
  };
}

export async function run(api) {
  const all = [];
  let cursor = 0;
  while (cursor !== null) {
    const { items, next } = await api.page(cursor);
    for (const item of items) all.push(item * 2);
    cursor = next;
  }
  return all;
}
