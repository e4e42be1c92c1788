// The ten best of all candidates.

export const sizes = [1000, 2000, 4000, 8000];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => ({ id: i, score: ((i * 7919) % n) / n }));
}

export function run(candidates) {
  const top = [];
  for (const candidate of candidates) {
    if (top.length === 10 && candidate.score <= top[9].score) continue;
    let at = top.length;
    while (at > 0 && top[at - 1].score < candidate.score) at -= 1;
    top.splice(at, 0, candidate);
    if (top.length > 10) top.pop();
  }
  return top;
}
