// Communities: groups of three users who all follow each other. Everybody follows four others.

export const sizes = [20, 40, 80, 160];

export function setup(n) {
  return Array.from({ length: n }, (_, user) => {
    const follows = new Set();
    for (const step of [1, 2, n - 1, n - 2]) follows.add((user + step) % n);
    return follows;
  });
}

export function run(follows) {
  const n = follows.length;
  let triads = 0;
  for (let a = 0; a < n; a++) {
    for (const b of follows[a]) {
      if (b <= a) continue;
      for (const c of follows[b]) {
        if (c > b && follows[a].has(c)) triads += 1;
      }
    }
  }
  return triads;
}
