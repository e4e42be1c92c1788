import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

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

/** Writes an extension that does nothing but put a word behind the first line of each script. */
export function writeOneWordExtension(folder: string): void {
  mkdirSync(folder);
  const manifest = {
    ...{ name: 'one-word', publisher: 'bench', version: '1.0.0', main: './main.js' },
    ...{ engines: { vscode: '*' }, activationEvents: ['*'] },
  };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(
    path.join(folder, 'main.js'),
    `const { window, Range } = require('vscode');
exports.activate = () => {
  const word = window.createTextEditorDecorationType({ after: { contentText: 'word' } });
  window.onDidChangeVisibleTextEditors((editors) => {
    for (const editor of editors) {
      if (editor.document.languageId !== 'javascript') continue;
      const { end } = editor.document.lineAt(0).range;
      editor.setDecorations(word, [new Range(end, end)]);
    }
  });
};
`,
  );
}
