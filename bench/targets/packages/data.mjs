/** Titles and vectors that the programs rank; the same each time. */
let state = 42;
export function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}
const words = Array.from({ length: 600 }, () =>
  Array.from({ length: 3 + Math.floor(random() * 6) }, () =>
    String.fromCharCode(97 + Math.floor(random() * 26)),
  ).join(''),
);
export const word = () => words[Math.floor(random() ** 2 * words.length)];
export const text = (n) => Array.from({ length: n }, word).join(' ');
export const titles = Array.from({ length: 1500 }, () => text(4));
export const documents = titles.map((title, id) => ({ id, title, body: text(40) }));
export const vectors = (n, d) => Array.from({ length: n }, () => Array.from({ length: d }, random));

/** Does something again and again for two seconds. */
export function repeat(work) {
  const end = Date.now() + 2000;
  let sum = 0;
  while (Date.now() < end) sum += work();
  console.log(sum);
}
