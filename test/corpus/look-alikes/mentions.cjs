// All places where a text mentions somebody: every search goes on where the last one ended.

exports.sizes = [500, 1000, 2000, 4000];

exports.setup = (n) =>
  Array.from({ length: n }, (_, i) => (i % 7 === 0 ? `@user${i}` : 'word')).join(' ');

exports.run = (text) => {
  const places = [];
  let at = text.indexOf('@');
  while (at !== -1) {
    places.push(at);
    at = text.indexOf('@', at + 1);
  }
  return places;
};
