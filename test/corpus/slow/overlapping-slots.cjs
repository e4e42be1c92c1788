// Ad slots of one placement must not overlap; counts those that do.

exports.sizes = [250, 500, 1000, 2000];

exports.setup = (n) =>
  Array.from({ length: n }, (_, i) => ({
    start: ((i * 7919) % n) * 10,
    end: ((i * 7919) % n) * 10 + 15,
  }));

exports.run = (slots) => {
  let overlaps = 0;
  slots.forEach((a, i) => {
    slots.forEach((b, j) => { // grows n^2 rule:pairwise-loops
      if (i < j && a.start < b.end && b.start < a.end) overlaps += 1;
    });
  });
  return overlaps;
};
