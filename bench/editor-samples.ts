/** A program of about so many lines, in functions of ten, that calls them for two seconds. */
export function longProgram(lines: number): string {
  const functions = Array.from({ length: Math.floor(lines / 10) }, (_, i) => functionText(i));
  const names = functions.map((_, i) => `work${i}`).join(', ');
  return `// short names
${functions.join('')}const all = [${names}];
const end = Date.now() + 2000;
while (Date.now() < end) for (const work of all) work(end);
`;
}

function functionText(i: number): string {
  return `
/** Number ${i}. */
function work${i}(seed) {
  let sum = seed;
  for (let k = 0; k < 2000; k++) {
    sum = (sum * 31 + k * ${i}) | 0;
    sum ^= sum >>> 3;
  }
  return sum;
}
`;
}

/** Folded stacks that make a tree of so many frames, ten below each. */
export function evenStacks(nodes: number): string {
  const stacks: string[] = [];
  for (let i = 0; i < nodes; i++) {
    const digits = String(i).padStart(4, '0').split('');
    const frames = digits.map((_, depth) => `f${digits.slice(0, depth + 1).join('')}`);
    stacks.push(`${frames.join(';')} 1`);
  }
  return `${stacks.join('\n')}\n`;
}
