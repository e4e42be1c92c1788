/** Programs whose costs are known, by the file they are in. */

/** Spends three quarters of its time in line 3 and the rest in line 6, for so many milliseconds. */
export function hotProgram(ms: number): string {
  return `let sum = 0;
function slow() {
  for (let i = 0; i < 3_000_000; i++) sum += Math.sqrt(i);
}
function quick() {
  for (let i = 0; i < 1_000_000; i++) sum += Math.sqrt(i);
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
