// Ad slots of one placement must not overlap; counts those that do.

exports.sizes = [250, 500, 1000, 2000];

exports.setup = (n) =>
  Array.from({ length: n }, (_, i) => ({
    start: ((i * 7919) % n) * 10,
    end: ((i * 7919) % n) * 10 + 15,
  }));

exports.run = (slots) => {
  let overlaps = 0;
  const sorted = [...slots].sort((a, b) => a.start - b.start);
  for (let i = 0; i < sorted.length; i++) {
    for (let j = i + 1; j < sorted.length && sorted[j].start < sorted[i].end; j++) overlaps += 1;
  }
  return overlaps;
};
