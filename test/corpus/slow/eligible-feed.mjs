// A feed of items that policy allows in the viewer's country. The policy lives in a file of its own.
import { isEligible } from './eligible-feed/policy.mjs';

export const sizes = [250, 500, 1000, 2000];

export function setup(n) {
  const licensed = Array.from({ length: n }, (_, i) => `lic-${(i * 7919) % n}`);
  const items = Array.from({ length: n }, (_, i) => ({
    id: i,
    license: `lic-${(i * 2) % (n + 7)}`,
    age: i % 20,
  }));
  return { items, licensed };
}

export function run({ items, licensed }) {
  const feed = [];
  for (const item of items) {
    if (isEligible(item, licensed)) feed.push(item.id);
  }
  return feed;
}
