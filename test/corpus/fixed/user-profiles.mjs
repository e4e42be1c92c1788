// Builds a profile for every user from the shared event log.

export const sizes = [200, 400, 800, 1600];

export function setup(n) {
  const users = Array.from({ length: n }, (_, i) => ({ id: i, country: i % 2 ? 'de' : 'fr' }));
  const events = Array.from({ length: n }, (_, i) => ({
    userId: (i * 7919) % n,
    weight: 1 + (i % 5),
  }));
  return { users, events };
}

export function run({ users, events }) {
  const byUser = new Map();
  for (const event of events) {
    const list = byUser.get(event.userId);
    if (list) list.push(event);
    else byUser.set(event.userId, [event]);
  }
  return users.map((user) => {
    const own = byUser.get(user.id) ?? [];
    return {
      id: user.id,
      events: own.length,
      engagement: own.reduce((sum, { weight }) => sum + weight, 0),
    };
  });
}
