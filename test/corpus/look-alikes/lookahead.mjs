// Breaks up runs of one creator: looks at most five places ahead for another one.

export const sizes = [500, 1000, 2000, 4000];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => ({ id: i, creator: Math.floor(i / 3) % 50 }));
}

export function run(feed) {
  const out = [...feed];
  for (let i = 1; i < out.length; i++) {
    if (out[i].creator !== out[i - 1].creator) continue;
    for (let j = i + 1; j < out.length; j++) {
      if (j > i + 5) break;
      if (out[j].creator === out[i - 1].creator) continue;
      [out[i], out[j]] = [out[j], out[i]];
      break;
    }
  }
  return out.map(({ id }) => id);
}
