import { readFileSync } from 'node:fs';

type TextFor = (file: string, text: string) => string;

/** The text of a source file, as the counting hook wants it where there is one. */
export function sourceOf(file: string): string {
  const text = readFileSync(file, 'utf8');
  const textFor = Reflect.get(globalThis, Symbol.for('rankscope.source-text')) as
    TextFor | undefined;
  return textFor === undefined ? text : textFor(file, text);
}
