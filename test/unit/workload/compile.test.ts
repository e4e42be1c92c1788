import { strict as assert } from 'node:assert';
import { runInNewContext } from 'node:vm';
import { compile, type ModuleKind } from '../../../src/workload/compile.js';

const TEXT = `import type { A } from './a.ts';
import { b, type C } from './b.js';

export class Ranker<T> {
  private readonly x: number = 1;
  get<U extends T>(a: U): U {
    return a as never;
  }
}
const g = (a: string,
  c?: number): string |
    undefined => { return g<string>(a!); };
abstract class Z { abstract m(): void; private n(): string { return \`\${g('x')}\${1}\`; } }
function last(): C | A { return b; }
`;

/** On which line each of these words stands. */
function linesOf(text: string, words: readonly string[]): number[] {
  const lines = text.split('\n');
  return words.map((word) => lines.findIndex((line) => line.includes(word)) + 1);
}

/** What a file exports when it is run as CommonJS. */
function exportsOf(text: string, file = '/a.ts'): object {
  const exports = {};
  runInNewContext(compile(text, file, 'commonjs'), { exports });
  return { ...exports };
}

describe('compile', () => {
  const words = ['class Ranker', 'get', 'return a', 'const g', 'return g', 'n()', 'last()'];

  for (const kind of ['module', 'commonjs'] as const satisfies readonly ModuleKind[]) {
    it(`leaves code on its lines, and types away (${kind})`, () => {
      const code = compile(TEXT, '/a.ts', kind);
      assert.deepEqual(linesOf(code, words), linesOf(TEXT, words));
      assert.ok(!/string|private|abstract|never/.test(code), code);
    });
  }

  it('compiles what cannot be left away', () => {
    const text = `enum Mode { Fast = 'fast' }
class K { constructor(private readonly mode: Mode) {} read(): Mode { return this.mode; } }
export const result = new K(Mode.Fast).read();
`;
    assert.deepEqual(exportsOf(text), { result: 'fast' });
  });

  it('compiles elements, line by line', () => {
    const text = 'export const View = (p: { x: string }) => (\n  <p>{p.x}</p>\n);\n';
    const code = compile(text, '/a.tsx', 'commonjs').split('\n');
    assert.match(code[1] ?? '', /_jsx.*'p'.*p\.x/);
  });

  it('says which file is broken, and where', () => {
    assert.throws(() => compile('const x: = 1;', '/a.ts', 'module'), /\/a\.ts.*\(1:10\)/);
  });

  it('knows namespaces', () => {
    const text = `export namespace A {
  export type T = number;
  export function f(x: T): T { return g(x) + B.deep.y; }
  function g(x: T): T { return x * factor; }
  export let factor = 2, other = 1;
  export const { p, q: [r] } = { p: 1, q: [2] };
  export enum E { One = 1 }
  export class C<X> { constructor(readonly x: X) {} }
  export namespace B { export namespace deep { export const y = 5; } }
}
export namespace A { export const more = A.E.One + new A.C(3).x; }
namespace P.Q {
  export const z = 'z';
}
class Own { static x = 1; }
namespace Own { export const y = Own.x + 1; }
namespace Types { export interface Only { a: number } }
declare namespace Declared { const nothing: number; }
A.factor = 10;
export const result = [A.f(1), A.p, A.r, A.more, A.other, P.Q.z, Own.y, A.B.deep.y];
`;
    assert.equal(String(Reflect.get(exportsOf(text), 'result')), '15,1,2,4,1,z,2,5');
    const code = compile(text, '/a.ts', 'module');
    const words = ['f(x', 'factor =', 'One =', 'z =', 'class Own', 'const result'];
    assert.deepEqual(linesOf(code, words), linesOf(text, words));
  });
});
