// A/B buckets: each user falls into one of four by a hash of a short id.

const BUCKETS = ['control', 'diverse', 'fresh', 'popular'];

export const sizes = [500, 1000, 2000, 4000];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => `user-${(i * 7919) % n}`);
}

function hash(text) {
  let value = 2166136261;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 16777619);
  return value >>> 0;
}

export function run(users) {
  const groups = Object.fromEntries(BUCKETS.map((name) => [name, []]));
  for (const user of users) {
    const bucket = BUCKETS[hash(user) % BUCKETS.length];
    groups[BUCKETS[BUCKETS.indexOf(bucket)]].push(user);
  }
  return groups;
}
