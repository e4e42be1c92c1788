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
  const seen = new Set();
  for (const note of notifications) {
    const known = seen.has(note.subject.id);
    if (known) continue;
    seen.add(note.subject.id);
    kept.push(note);
  }
  return kept.map(({ at }) => at);
};
