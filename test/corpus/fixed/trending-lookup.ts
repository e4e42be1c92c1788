// Boosts posts whose topic is trending at the moment; topics come from an async provider.

type Topic = { name: string; velocity: number };
type Post = { id: number; topic: string };

export const sizes = [250, 500, 1000, 2000];

export function setup(n: number): { posts: Post[]; topics: Topic[] } {
  return {
    posts: Array.from({ length: n }, (_, i) => ({ id: i, topic: `t${(i * 7919) % n}` })),
    topics: Array.from({ length: n }, (_, i) => ({ name: `t${i}`, velocity: (i * 37) % 101 })),
  };
}

async function trending(topics: Topic[]): Promise<readonly Topic[]> {
  await Promise.resolve();
  return topics;
}

export async function run({ posts, topics }: ReturnType<typeof setup>): Promise<unknown> {
  const current = await trending(topics);
  const byName = new Map<string, Topic>();
  for (const each of current) {
    if (!byName.has(each.name)) byName.set(each.name, each);
  }
  const boosted = posts.map(({ id, topic }) => {
    const match = byName.get(topic);
    return { id, boost: 1 + (match?.velocity ?? 0) / 100 };
  });
  return boosted.filter(({ boost }) => boost > 1.5);
}
