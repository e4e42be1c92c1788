// All pairs, but only of the first forty candidates.

export const sizes = [500, 1000, 2000, 4000];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => ({ id: i, score: (i * 7919) % n, genre: i % 5 }));
}

export function run(candidates) {
  const head = candidates.slice(0, 40);
  const penalties = head.map((a) => {
    let penalty = 0;
    for (const b of head) if (a !== b && a.genre === b.genre) penalty += 0.1;
    return penalty;
  });
  return candidates.map(({ score }, i) => score - (penalties[i] ?? 0));
}
