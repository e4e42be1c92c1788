import assert from 'node:assert/strict';
import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '../../..');

/** What the compiler says of `code` if it stood in a file beside this tsconfig. */
function compile(tsconfig: string, code: string): string[] {
  const folder = path.join(root, path.dirname(tsconfig));
  const file = path.join(folder, 'imaginary.ts');
  const read = ts.readConfigFile(path.join(root, tsconfig), (name) => ts.sys.readFile(name));
  const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, folder);
  const host = ts.createCompilerHost(options);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version) =>
    name === file ? ts.createSourceFile(name, code, version) : getSourceFile(name, version);
  const program = ts.createProgram([file], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map((each) => ts.flattenDiagnosticMessageText(each.messageText, ' '));
}

describe('what core compiles', function () {
  this.timeout(30_000);

  for (const name of ['process', 'Buffer', 'console', 'setTimeout', 'document', 'fetch']) {
    it(`is nothing with ${name}`, () => {
      const messages = compile('src/core/tsconfig.json', `export const seen = ${name};`);
      assert.equal(messages.length, 1);
      assert.match(messages[0] ?? '', new RegExp(`Cannot find name '${name}'`));
    });
  }

  it('is the language itself', () => {
    const code = 'export const seen = new Float64Array(3).at(-1);';
    assert.deepEqual(compile('src/core/tsconfig.json', code), []);
  });
});

describe('what the webview compiles', function () {
  this.timeout(30_000);

  it('is nothing with process', () => {
    const messages = compile('webview/tsconfig.json', 'export const seen = process;');
    assert.match(messages[0] ?? '', /Cannot find name 'process'/);
  });

  it('is something with document', () => {
    assert.deepEqual(compile('webview/tsconfig.json', 'export const seen = document.title;'), []);
  });
});
