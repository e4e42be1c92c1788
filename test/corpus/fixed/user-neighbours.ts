// User-based filtering: the cosine between all users. Ratings are sparse, two a user.

interface User {
  readonly id: number;
  readonly ratings: ReadonlyMap<number, number>;
}

export const sizes = [50, 100, 200, 400];

export function setup(n: number): User[] {
  return Array.from({ length: n }, (_, id) => ({
    id,
    ratings: new Map([
      [id % Math.ceil(n / 2), 1 + (id % 5)],
      [n + (id % Math.ceil(n / 3)), 1 + (id % 4)],
    ]),
  }));
}

const norm = (user: User): number => Math.hypot(...user.ratings.values());

function cosine(a: User, b: User): number {
  let dot = 0;
  for (const [item, rating] of a.ratings) dot += rating * (b.ratings.get(item) ?? 0);
  return dot === 0 ? 0 : dot / (norm(a) * norm(b));
}

export function run(users: readonly User[]): [number, number][] {
  const raters = new Map<number, User[]>();
  for (const user of users) {
    for (const item of user.ratings.keys()) {
      const list = raters.get(item);
      if (list) list.push(user);
      else raters.set(item, [user]);
    }
  }
  return users.map((user) => {
    let best: [number, number] = [-1, 0];
    const others = new Set([...user.ratings.keys()].flatMap((item) => raters.get(item) ?? []));
    for (const other of [...others].sort((a, b) => a.id - b.id)) {
      if (other === user) continue;
      const similarity = cosine(user, other);
      if (similarity > best[1]) best = [other.id, similarity];
    }
    return best;
  });
}
