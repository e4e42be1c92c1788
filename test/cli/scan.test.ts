import assert from 'node:assert/strict';
import { readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { rankscope, refuses } from '../support/rankscope.js';
import { temporaryFolder } from '../support/temporary-folder.js';

interface ScanJson {
  readonly schema: string;
  readonly findings: readonly {
    readonly kind: string;
    readonly evidence: string;
    readonly rule: string;
    readonly file: string;
    readonly line: number;
    readonly function: string;
    readonly fix: string;
  }[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

const BAD = 'export const fresh = (pool, seen) =>\n  pool.filter((c) => !seen.includes(c.id));\n';

async function scan(...args: string[]): Promise<ScanJson> {
  const outcome = await rankscope(['scan', '--json', ...args]);
  assert.equal(outcome.code, 0, outcome.stderr);
  return JSON.parse(outcome.stdout.toString()) as ScanJson;
}

describe('rankscope scan', () => {
  const folder = temporaryFolder();

  it('tells what is suspected as JSON, with exit code 0', async () => {
    const root = folder.project({ 'src/fresh.mjs': BAD });
    const { schema, findings, warnings } = await scan(root);
    assert.equal(schema, 'rankscope/1');
    assert.deepEqual(warnings, []);
    const [found] = findings;
    assert.equal(findings.length, 1);
    assert.equal(found?.kind, 'superlinear');
    assert.equal(found.evidence, 'suspected');
    assert.equal(found.rule, 'membership-in-loop');
    assert.equal(found.file, path.join(root, 'src', 'fresh.mjs'));
    assert.equal(found.line, 2);
    assert.equal(found.function, 'fresh');
    assert.match(found.fix, /Set/);
  });

  it('tells the same to people', async () => {
    const root = folder.project({ 'a.js': BAD });
    const { stdout, code } = await rankscope(['scan', root]);
    assert.equal(code, 0);
    assert.match(stdout.toString(), /1 suspected place in 1 file/);
    assert.match(stdout.toString(), /`seen\.includes` walks `seen` for each element of `pool`/);
    assert.match(stdout.toString(), /a\.js:2 {2}membership-in-loop/);
  });

  it('leaves out what others wrote and programs made, unless it is named', async () => {
    const root = folder.project({
      'node_modules/dep/index.js': BAD,
      'dist/out.js': BAD,
      '.cache/a.js': BAD,
      'a.min.js': BAD,
      'types.d.ts': 'export declare const a: number;',
      'made.js': `// @generated\n${BAD}`,
      'long.js': `${BAD}const a = '${'x'.repeat(20_000)}';`,
      'page.txt': BAD,
    });
    assert.deepEqual((await scan(root)).findings, []);
    assert.equal((await scan(path.join(root, 'node_modules', 'dep'))).findings.length, 1);
    assert.equal((await scan(path.join(root, 'made.js'))).findings.length, 1);
  });

  it('leaves out what .gitignore files name, unless it is named', async () => {
    const root = folder.project({
      '.gitignore': 'made/\n',
      'made/api.js': BAD,
      'src/.gitignore': 'local.js\n',
      'src/local.js': BAD,
      'src/kept.js': BAD,
    });
    const files = async (...paths: string[]) =>
      (await scan(...paths)).findings.map(({ file }) => path.relative(root, file));
    assert.deepEqual(await files(root), [path.join('src', 'kept.js')]);
    assert.deepEqual(await files(path.join(root, 'made')), [path.join('made', 'api.js')]);
    const local = path.join('src', 'local.js');
    assert.deepEqual(await files(path.join(root, local)), [local]);
  });

  it('does not follow links, so circles of them have an end', async () => {
    const root = folder.project({ 'src/a.js': BAD });
    symlinkSync(root, path.join(root, 'src', 'again'));
    assert.equal((await scan(root)).findings.length, 1);
  });

  it('goes on where a file does not parse, and says so', async () => {
    const root = folder.project({ 'a.js': BAD, 'b.js': 'function (', 'c.js': '\0\u0001' });
    const { findings, warnings } = await scan(root);
    assert.equal(findings.length, 1);
    assert.deepEqual(
      warnings.map(({ code }) => code),
      ['not-parsed', 'not-parsed'],
    );
    assert.match(warnings[0]?.message ?? '', /b\.js: It does not parse/);
  });

  it('leaves out what a baseline knows', async () => {
    const root = folder.project({ 'a.js': BAD });
    const baseline = path.join(root, 'known.json');
    await scan(root, '--write-baseline', baseline);
    assert.match(readFileSync(baseline, 'utf8'), /"file": "a\.js"/);
    assert.deepEqual((await scan(root, '--baseline', baseline)).findings, []);
    refuses(
      await rankscope(['scan', root, '--baseline', path.join(root, 'a.js')]),
      2,
      /no baseline/,
    );
    refuses(
      await rankscope(['scan', root, '--baseline', 'none.json']),
      2,
      /no baseline "none\.json"/,
    );
  });

  it('refuses paths that do not exist, and none at all', async () => {
    refuses(
      await rankscope(['scan', '/does/not/exist']),
      2,
      /no file or folder "\/does\/not\/exist"/,
    );
    refuses(await rankscope(['scan']), 2, /path/);
  });
});
