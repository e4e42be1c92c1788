// Kernels of ranking code: `node counting-kernels.mjs NAME ROUNDS` prints how many ms of CPU they take.

const random = mulberry32(42);

/** @param {number} seed */
function mulberry32(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const items = Array.from({ length: 2000 }, (_, id) => ({
  id,
  genre: id % 18,
  price: random() * 100,
  title: `Title ${id} of the ${['north', 'south', 'east'][id % 3]}`,
  vector: Float64Array.from({ length: 32 }, () => random() - 0.5),
  tags: Array.from({ length: 5 }, () => Math.floor(random() * 40)),
}));

function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** @type {Record<string, () => number>} */
const kernels = {
  /** Similarity of all pairs: loops over numbers, nothing else. */
  similarity() {
    let best = 0;
    for (let i = 0; i < 500; i++) {
      for (let j = i + 1; j < 500; j++)
        best = Math.max(best, dot(items[i].vector, items[j].vector));
    }
    return best;
  },
  /** Membership in long and in short arrays. */
  membership() {
    const seen = items.filter((item) => item.id % 3 === 0).map((item) => item.id);
    const fresh = items.filter((item) => !seen.includes(item.id));
    return fresh.filter((item) => item.tags.includes(7)).length;
  },
  /** The usual chain of small callbacks. */
  pipeline() {
    let sum = 0;
    for (let round = 0; round < 40; round++) {
      sum += items
        .filter((item) => item.genre !== 3)
        .map((item) => ({ id: item.id, score: item.price * 0.3 + item.genre }))
        .filter((item) => item.score > 10)
        .reduce((total, item) => total + item.score, 0);
    }
    return sum;
  },
  /** Greedy re-ranking: a function called in the innermost loop. */
  rerank() {
    const picked = [items[0]];
    while (picked.length < 25) {
      let best = items[1];
      let bestValue = -Infinity;
      for (const item of items) {
        let worst = 0;
        for (const other of picked) worst = Math.max(worst, dot(item.vector, other.vector));
        if (item.price - worst > bestValue) {
          bestValue = item.price - worst;
          best = item;
        }
      }
      picked.push(best);
    }
    return picked.length;
  },
  /** Indexes by key, and sorting. */
  joins() {
    let found = 0;
    for (let round = 0; round < 20; round++) {
      const byId = new Map(items.map((item) => [item.id, item]));
      const counts = new Map();
      for (const { genre } of items) counts.set(genre, (counts.get(genre) ?? 0) + 1);
      const sorted = [...items].sort((a, b) => b.price - a.price).slice(0, 100);
      for (const { id } of sorted) if (byId.has(id)) found += counts.get(id % 18);
    }
    return found;
  },
  /** Letters and words. */
  text() {
    let hash = 0;
    const words = new Map();
    for (let round = 0; round < 10; round++) {
      for (const { title } of items) {
        for (let i = 0; i < title.length; i++) hash = (hash * 31 + title.charCodeAt(i)) | 0;
        for (const word of title.toLowerCase().split(' '))
          words.set(word, (words.get(word) ?? 0) + 1);
      }
    }
    return hash + words.size;
  },
  /** Small recursive calls, and objects copied. */
  trees() {
    const build = (depth, id) =>
      depth === 0
        ? { id, kids: [] }
        : { id, kids: [build(depth - 1, id * 2), build(depth - 1, id * 2 + 1)] };
    const sum = (node) => node.kids.reduce((total, kid) => total + sum(kid), node.id);
    const tree = build(13, 1);
    let total = 0;
    for (let round = 0; round < 5; round++) total += sum({ ...tree, round });
    return total;
  },
};

const [, , name = 'similarity', rounds = '20'] = process.argv;
const kernel = kernels[name];
for (let i = 0; i < 3; i++) kernel();
// CPU time: others may use the machine meanwhile.
const start = process.cpuUsage();
for (let i = 0; i < Number(rounds); i++) kernel();
console.log((process.cpuUsage(start).user / 1000).toFixed(2));
