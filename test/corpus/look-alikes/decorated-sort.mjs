// The costly key is computed once an item, the comparator reads it.

export const sizes = [250, 500, 1000, 2000];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => ({
    id: i,
    at: new Date(1.6e12 + ((i * 7919) % n) * 1e6).toISOString(),
  }));
}

export function run(posts) {
  const keyed = posts.map((post) => ({ post, at: Date.parse(post.at) }));
  keyed.sort((a, b) => b.at - a.at);
  return keyed.map(({ post }) => post.id);
}
