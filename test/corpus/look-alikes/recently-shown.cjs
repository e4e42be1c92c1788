// Nothing is shown again within twenty impressions.

const REMEMBERED = 20;

exports.sizes = [500, 1000, 2000, 4000];

exports.setup = (n) => Array.from({ length: n }, (_, i) => (i * 7) % 30);

exports.run = (feed) => {
  const recent = [];
  const shown = [];
  for (const item of feed) {
    if (recent.includes(item)) continue;
    shown.push(item);
    recent.push(item);
    if (recent.length > REMEMBERED) recent.shift();
  }
  return shown;
};
