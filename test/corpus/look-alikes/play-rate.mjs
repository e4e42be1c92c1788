// Counts the plays of the last ten minutes at each play; the window holds a handful of them.

export const sizes = [1000, 2000, 4000, 8000];

export const setup = (n) => Array.from({ length: n }, (_, i) => ({ at: i * 2 }));

export function run(plays) {
  const recent = [];
  const rates = [];
  for (const { at } of plays) {
    recent.push(at);
    if (recent[0] < at - 10) recent.shift();
    rates.push(recent.length);
  }
  return rates;
}
