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

function dwellOf(clicks, request) {
  const click = clicks.find((each) => each.request === request); // grows n^2 rule:find-join
  return click ? click.dwell : 0;
}

export function run({ impressions, clicks }) {
  const rows = [];
  for (const { request, position } of impressions) {
    rows.push([position, dwellOf(clicks, request)]);
  }
  return rows;
}
