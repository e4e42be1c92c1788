// Spearman's footrule: how far apart do two rankings place the same items?

exports.sizes = [250, 500, 1000, 2000];

exports.setup = (n) => ({
  left: Array.from({ length: n }, (_, i) => `d${i}`),
  right: Array.from({ length: n }, (_, i) => `d${(i * 7919) % n}`),
});

exports.run = ({ left, right }) => {
  let distance = 0;
  for (let rank = 0; rank < left.length; rank++) {
    distance += Math.abs(rank - right.lastIndexOf(left[rank])); // grows n^2 rule:membership-in-loop
  }
  return distance;
};
