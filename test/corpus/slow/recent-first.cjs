// The watch history of a profile page: newest first.

exports.sizes = [1000, 2000, 4000, 8000];

exports.setup = (n) => Array.from({ length: n }, (_, i) => ({ movie: (i * 7919) % n, day: i }));

exports.run = function (events) {
  const timeline = [];
  events.forEach(function ({ movie, day }) {
    if (movie % 2 === 0) timeline.unshift({ movie, day }); // grows n^2 rule:unshift-in-loop
  });
  return timeline;
};
