'use strict';
// Notifications about the same subject are collapsed into the first one.

exports.sizes = [250, 500, 1000, 2000];

exports.setup = (n) =>
  Array.from({ length: n }, (_, i) => ({
    subject: { kind: 'movie', id: (i * 7919) % Math.ceil(n / 2) },
    at: 1700000000 + i,
  }));

exports.run = (notifications) => {
  const kept = [];
  for (const note of notifications) {
    const known = kept.some(({ subject }) => subject.id === note.subject.id); // grows n^2 rule:dedupe-by-scan
    if (known) continue;
    kept.push(note);
  }
  return kept.map(({ at }) => at);
};
