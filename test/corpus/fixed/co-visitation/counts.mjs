/** Adds one to the counter of a pair of items. */
export function bump(counters, a, b) {
  const key = `${a}|${b}`;
  const counter = counters.get(key);
  if (counter) counter.times += 1;
  else counters.set(key, { a, b, times: 1 });
}
