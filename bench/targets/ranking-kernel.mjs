// A CPU-bound ranking kernel: features, similarity, membership, sort and a little allocation, as
// ranking code has them. Prints how long it took, in ms.
const rounds = Number(process.argv[2] ?? 150);
const ITEMS = 3000;
const items = Array.from({ length: ITEMS }, (_, id) => ({
  id,
  genre: id % 18,
  factors: Float64Array.from({ length: 16 }, (_, i) => Math.sin(id * 16 + i)),
}));

function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function score(item, taste, genres) {
  return dot(item.factors, taste) * (genres.includes(item.genre) ? 1.5 : 1);
}

function rerank(scored, count) {
  const picked = [];
  while (picked.length < count) {
    let best = scored[0];
    let bestValue = -Infinity;
    for (const item of scored) {
      let penalty = 0;
      for (const other of picked) penalty = Math.max(penalty, dot(item.factors, other.factors));
      const value = item.score - 0.3 * penalty;
      if (value > bestValue && !picked.includes(item)) {
        best = item;
        bestValue = value;
      }
    }
    picked.push(best);
  }
  return picked;
}

function rank(user) {
  const taste = items[user % ITEMS].factors;
  const scored = items
    .map((item) => ({ ...item, score: score(item, taste, [1, 5, 9]) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, 500);
  return rerank(scored, 30);
}

let checksum = 0;
const start = performance.now();
for (let round = 0; round < rounds; round++) checksum += rank(round)[0].id;
console.log(JSON.stringify({ ms: performance.now() - start, checksum }));
