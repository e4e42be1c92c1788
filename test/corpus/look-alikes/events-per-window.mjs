// Plays within the last hour, at each play: the window's start moves forward only.

export const sizes = [1000, 2000, 4000, 8000];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => i * 90 + ((i * 7919) % 60));
}

export function run(times) {
  const counts = [];
  let start = 0;
  for (let end = 0; end < times.length; end++) {
    while (times[end] - times[start] > 3600) start++;
    counts.push(end - start + 1);
  }
  return counts;
}
