import assert from 'node:assert/strict';
import path from 'node:path';
import type { JsonReport } from '../../src/core/report/json-report.js';
import { inPairs, run } from '../support/programs.js';
import { functionNamed, lineRow, rankscope, record, report, target } from '../support/rankscope.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { nodeBinary } from '../support/tools.js';

const MODULES = path.resolve(import.meta.dirname, '../../node_modules');
const HOT_LINES = target('hot-lines.mjs');

const PROGRAM = `const UNITS = 200_000;
function spend(units) {
  let x = 1;
  for (let i = 0; i < units; i++) x = (x * 31 + i) | 0; // hot
  return x;
}
function run() {
  const end = performance.now() + 400;
  while (performance.now() < end) spend(UNITS);
}
`;

/** Checks that the hot line of `PROGRAM` was recorded. */
function findsHotLine(document: JsonReport, source: string): void {
  const spend = functionNamed(document, 'spend');
  assert.equal(spend.file, source);
  assert.equal(spend.line, 2);
  assert.equal(spend.endLine, 6);
  assert.ok(lineRow(document, source, '// hot').selfShare > 0.2);
}

describe('record: module systems, runners and environments', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const files = {
    'main.cjs': `${PROGRAM}run();\n`,
    'main.mjs': `${PROGRAM}run();\n`,
    'main.test.cjs': `${PROGRAM}require(process.env.RUNNER ?? 'node:test').it('spends', run);\n`,
    'package.json': JSON.stringify({
      name: 'runners',
      version: '1.0.0',
      scripts: { spend: 'node main.cjs' },
    }),
  };

  it('CommonJS and modules, on all Nodes', async () => {
    const cwd = folder.project(files);
    const runs = [20, 22, 24, 26].flatMap((major) => [
      [major, 'main.cjs'] as const,
      [major, 'main.mjs'] as const,
    ]);
    await inPairs(runs, async ([major, file]) => {
      const command = [nodeBinary(major), file];
      const { report: document } = await record(command, { cwd, out: folder.fresh() });
      findsHotLine(document, path.join(cwd, file));
    });
  });

  it('npm run, npx and test runners', async () => {
    const cwd = folder.project(files);
    const mocha = path.join(MODULES, 'mocha/bin/mocha.js');
    const commands: readonly (readonly string[])[] = [
      ['npm', 'run', '--silent', 'spend'],
      ['npx', '--offline', '-c', 'node main.cjs'],
      [process.execPath, '--test', 'main.test.cjs'],
      [nodeBinary(26), '--test', 'main.test.cjs'],
      [process.execPath, mocha, 'main.test.cjs'],
    ];
    await inPairs(commands, async (command) => {
      const env = { RUNNER: command[1] === mocha ? path.join(MODULES, 'mocha') : undefined };
      const { report: document } = await record(command, { cwd, env, out: folder.fresh() });
      assert.equal(document.target.exitCode, 0);
      const file = command.includes('main.test.cjs') ? 'main.test.cjs' : 'main.cjs';
      findsHotLine(document, path.join(cwd, file));
    });
  });

  it('a source map inside of the compiled file', async () => {
    const cwd = folder.project({
      'src/main.ts': `type Units = number;\n\ninterface None {}\n${PROGRAM.replace('(units)', '(units: Units)')}run();\n`,
    });
    const esbuild = path.join(MODULES, 'esbuild/bin/esbuild');
    const flags = ['--sourcemap=inline', '--outfile=dist/main.js'];
    const compiled = await run([esbuild, 'src/main.ts', ...flags], { cwd });
    assert.equal(compiled.code, 0, compiled.stderr);
    const command = ['node', 'dist/main.js'];
    const { report: document } = await record(command, { cwd, out: folder.fresh() });
    const source = path.join(cwd, 'src/main.ts');
    const spend = functionNamed(document, 'spend');
    assert.deepEqual([spend.file, spend.line, spend.endLine], [source, 5, 9]);
    assert.ok(lineRow(document, source, '// hot').selfShare > 0.2);
  });

  it('paths with spaces, quotes and letters of any script', async () => {
    const name = `Моя "лента" 'фильмов' 推荐 é %41 #1 $HOME`;
    const cwd = folder.project(files, name);
    await inPairs(['main.mjs', 'main.cjs'], async (file) => {
      const out = folder.fresh(`${name} recording`);
      const { report: document } = await record(['node', file], { cwd, out });
      findsHotLine(document, path.join(cwd, file));
      findsHotLine((await report([out], { cwd: folder.path })).report, path.join(cwd, file));
    });
  });

  it('NODE_OPTIONS of the user stay in force', async () => {
    const cwd = folder.project({
      'hook.cjs': `process.stderr.write('hooked\\n');`,
      'main.mjs': `import v8 from 'node:v8';
console.error('small heap', v8.getHeapStatistics().heap_size_limit < 300e6);`,
    });
    const options = `--require "${path.join(cwd, 'hook.cjs')}" --max-old-space-size=200`;
    const { report: document, stderr } = await record(['node', 'main.mjs'], {
      cwd,
      out: folder.fresh(),
      env: { NODE_OPTIONS: options },
    });
    assert.match(stderr, /^hooked$/m);
    assert.match(stderr, /^small heap true$/m);
    assert.equal(document.target.threads, 1);
  });

  it('another working folder than that of the program; --root shows its sources', async () => {
    const cwd = folder.project({ 'nothing.txt': '' });
    const out = folder.fresh();
    const { report: document } = await record(['node', HOT_LINES, '400'], { cwd, out });
    assert.equal(functionNamed(document, 'spend').file, HOT_LINES);
    const root = ['report', out, '--root', path.dirname(HOT_LINES)];
    const text = await rankscope(root, { cwd });
    assert.match(text.stdout.toString(), /x = \(x \* 31/);
  });
});
