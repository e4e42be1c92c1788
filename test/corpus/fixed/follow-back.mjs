// Friend suggestions: who follows me back?

export const sizes = [250, 500, 1000, 2000];

export function setup(n) {
  const following = Array.from({ length: n }, (_, i) => ({ user: `u${i * 2}` }));
  const followers = Array.from({ length: n }, (_, i) => ({ user: `u${((i * 7919) % n) * 3}` }));
  return { following, followers };
}

export function run({ following, followers }) {
  const mutual = [];
  const names = new Set(followers.map((follower) => follower.user));
  following.forEach(({ user }) => {
    if (names.has(user)) mutual.push(user);
  });
  return mutual;
}
