// Attaches click labels to impressions, to make rows a model can be trained on.

export const sizes = [200, 400, 800, 1600];

export function setup(n) {
  const impressions = [];
  const clicks = [];
  for (let i = 0; i < n; i++) {
    impressions.push({ request: `r${i}`, position: i % 10 });
    if (i % 2 === 0) clicks.push({ request: `r${(i * 7919) % n}`, dwell: i % 60 });
  }
  return { impressions, clicks };
}

function dwellByRequest(clicks) {
  const dwell = new Map();
  for (const click of clicks) {
    if (!dwell.has(click.request)) dwell.set(click.request, click.dwell);
  }
  return dwell;
}

export function run({ impressions, clicks }) {
  const dwell = dwellByRequest(clicks);
  const rows = [];
  for (const { request, position } of impressions) {
    rows.push([position, dwell.get(request) ?? 0]);
  }
  return rows;
}
