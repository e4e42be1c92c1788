// Users without history get what is popular in general.

export const sizes = [50, 100, 200, 400];

export function setup(n) {
  const users = Array.from({ length: n }, (_, i) => ({ id: i, history: i % 4 === 0 ? [i] : [] }));
  const items = Array.from({ length: n }, (_, i) => ({ id: i, plays: (i * 7919) % n }));
  return { users, items };
}

export function run({ users, items }) {
  const feeds = [];
  const popular = [...items].sort((a, b) => b.plays - a.plays);
  for (const user of users) {
    if (user.history.length > 0) continue;
    feeds.push({ user: user.id, top: popular.slice(0, 5).map(({ id }) => id) });
  }
  return feeds;
}
