// Spearman's footrule: how far apart do two rankings place the same items?

exports.sizes = [250, 500, 1000, 2000];

exports.setup = (n) => ({
  left: Array.from({ length: n }, (_, i) => `d${i}`),
  right: Array.from({ length: n }, (_, i) => `d${(i * 7919) % n}`),
});

exports.run = ({ left, right }) => {
  let distance = 0;
  const ranks = new Map(right.map((item, rank) => [item, rank]));
  for (let rank = 0; rank < left.length; rank++) {
    distance += Math.abs(rank - ranks.get(left[rank]));
  }
  return distance;
};
