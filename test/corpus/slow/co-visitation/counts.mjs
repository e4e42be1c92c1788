/** Adds one to the counter of a pair of items. */
export function bump(counters, a, b) {
  const counter = counters.find((each) => each.a === a && each.b === b); // grows n^2 rule:dedupe-by-scan
  if (counter) counter.times += 1;
  else counters.push({ a, b, times: 1 });
}
