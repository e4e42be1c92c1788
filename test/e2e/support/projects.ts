/** Programs whose costs are known, by the file they are in. */

/**
 * Spends three quarters of its time in the line of `slow` with the loop and the rest in that of
 * `quick`, for so many milliseconds, and allocates nothing.
 */
export function hotProgram(ms: number): string {
  return `function slow() {
  let sum = 0;
  for (let i = 0; i < 3_000_000; i++) sum += Math.sqrt(i);
  return sum;
}
function quick() {
  let sum = 0;
  for (let i = 0; i < 1_000_000; i++) sum += Math.sqrt(i);
  return sum;
}
const end = Date.now() + ${ms};
while (Date.now() < end) {
  slow();
  quick();
}
`;
}

/** Works until somebody ends it; tells its process id by a file. */
export const ENDLESS = `require('node:fs').writeFileSync('pid.txt', String(process.pid));
setInterval(work, 20);
function work() {
  const end = Date.now() + 15;
  while (Date.now() < end) Math.sqrt(end);
}
`;

/** Works for a second and then throws. */
export const CRASHING = `function work() {
  const end = Date.now() + 1000;
  while (Date.now() < end) Math.sqrt(end);
}
work();
throw new Error('planted failure');
`;
