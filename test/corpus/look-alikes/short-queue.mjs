// A worker that takes what arrives; never more than four jobs wait.

export const sizes = [1000, 2000, 4000, 8000];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => ({ job: i, cost: i % 5 }));
}

export function run(jobs) {
  const queue = [];
  let done = 0;
  for (const job of jobs) {
    queue.push(job);
    while (queue.length > 3) done += queue.shift().cost;
  }
  return done;
}
