// Locality-sensitive hashing: pairs only within a bucket, and a bucket holds at most eight.

export const sizes = [250, 500, 1000, 2000];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => ({ id: i, hash: Math.floor(((i * 7919) % n) / 8) }));
}

export function run(vectors) {
  const buckets = new Map();
  for (const { id, hash } of vectors) {
    if (!buckets.has(hash)) buckets.set(hash, []);
    buckets.get(hash).push(id);
  }
  const pairs = [];
  for (const ids of buckets.values()) {
    for (let i = 0; i < ids.length; i++) {
      for (let j = i + 1; j < ids.length; j++) pairs.push(ids[i] ^ ids[j]);
    }
  }
  return pairs;
}
