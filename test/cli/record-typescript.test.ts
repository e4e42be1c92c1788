import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { typescriptArguments } from '../../src/launch/typescript-support.js';
import { inPairs } from '../support/programs.js';
import { lineRow, record } from '../support/rankscope.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { nodeBinary } from '../support/tools.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const MODULES = path.join(ROOT, 'node_modules');

/** Both its functions are inlined, and V8 leaves out the frames of the second one. */
const SERVICE = `import { decay, type Event } from './decay.ts';

interface Item {
  readonly id: number;
  readonly events: readonly Event[];
}

const items: readonly Item[] = Array.from({ length: 12 }, (_, id) => ({
  id,
  events: Array.from({ length: 3000 }, (__, age) => ({ age, weight: (id * age) % 9 })),
}));

function worth(item: Item, today: number): number {
  return decay(item.events, today); // calls decay
}

type Scores = number[];

function rank(today: number): Scores {
  const out: Scores = [];
  for (const item of items) {
    out.push(worth(item, today));
  }
  return out;
}

const seen: number[] = Array.from({ length: 3000 }, (_, i) => i);

function isSeen(id: number): boolean {
  return seen.includes(id); // scans
}

function unseen(): number {
  let n = 0;
  for (let i = 1; i < 40; i++) {
    if (!isSeen(-i)) n += 1; // calls the scan
  }
  return n;
}

const end: number = Date.now() + 800;
let x = 0;
while (Date.now() < end) {
  x += rank(x % 7).length; // ranks
  x += unseen(); // counts
}
`;

const DECAY = `export interface Event {
  readonly age: number;
  readonly weight: number;
}

/** The older the less. */
export function decay(events: readonly Event[], today: number): number {
  let sum: number = 0;
  for (const { age, weight } of events) sum += weight / (1 + Math.abs(today - age)); // sums
  return sum;
}
`;

/** What ts-node and its like do: CommonJS with a source map inside, compiled as it is loaded. */
const REGISTER = `const ts = require(${JSON.stringify(path.join(MODULES, 'typescript'))});
const fs = require('node:fs');
require.extensions['.ts'] = (module, file) => {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022,
    inlineSourceMap: true, inlineSources: true, sourceMap: false,
    rewriteRelativeImportExtensions: false };
  const { outputText } = ts.transpileModule(fs.readFileSync(file, 'utf8'),
    { fileName: file, compilerOptions });
  module._compile(outputText, file);
};
`;

/** A way to run the service, given its folder and the release of Node. */
type Way = (cwd: string, major: number) => readonly string[];

const WAYS: Readonly<Record<string, Way>> = {
  tsx: () => [path.join(MODULES, 'tsx/dist/cli.mjs'), 'service.ts'],
  'a hook that compiles to CommonJS': () => ['--require', './register.cjs', 'service.ts'],
  tsc: () => ['out/service.js'],
  'a bundle of modules': (cwd) => [bundle(cwd, 'esm')],
  'a bundle in a wrapper': (cwd) => [bundle(cwd, 'iife')],
  'the compiler we bring along': (cwd) => [
    ...typescriptArguments({ file: path.join(cwd, 'service.ts'), dist: path.join(ROOT, 'dist') }),
    'service.ts',
  ],
  'Node itself': () => ['service.ts'],
};

function bundle(cwd: string, format: 'esm' | 'iife'): string {
  const outfile = path.join(cwd, `bundle-${format}.${format === 'esm' ? 'mjs' : 'cjs'}`);
  buildSync({
    ...{ entryPoints: [path.join(cwd, 'service.ts')], outfile, format },
    ...{ bundle: true, sourcemap: true, platform: 'node', logLevel: 'error' },
  });
  return outfile;
}

function compile(cwd: string): void {
  const { status, stdout } = spawnSync(
    process.execPath,
    [path.join(MODULES, 'typescript/bin/tsc'), '-p', cwd],
    { encoding: 'utf8' },
  );
  assert.equal(status, 0, stdout);
}

describe('record: lines of TypeScript', function () {
  this.timeout(120_000);
  // Other programs on the machine take time in the middle of a function.
  this.retries(2);
  const folder = temporaryFolder();
  let cwd = '';

  before(() => {
    const options = {
      ...{ target: 'ES2022', module: 'NodeNext', sourceMap: true, outDir: 'out', types: [] },
      ...{ rewriteRelativeImportExtensions: true, strict: true },
    };
    cwd = folder.project({
      'service.ts': SERVICE,
      'decay.ts': DECAY,
      'register.cjs': REGISTER,
      'package.json': '{ "name": "service" }',
      'tsconfig.json': JSON.stringify({ compilerOptions: options, files: ['service.ts'] }),
    });
    compile(cwd);
  });

  for (const [name, way] of Object.entries(WAYS)) {
    it(`compiled by ${name}`, async () => {
      const majors = name === 'Node itself' ? [24, 26] : [20, 24];
      await inPairs(majors, async (major) => {
        const command = [nodeBinary(major), ...way(cwd, major)];
        const out = folder.fresh();
        const { report } = await record(command, { cwd, out, flags: ['--root', cwd] });
        const service = path.join(cwd, 'service.ts');
        const decay = path.join(cwd, 'decay.ts');
        const sums = lineRow(report, decay, '// sums');
        const scans = lineRow(report, service, '// scans');
        const where = `${name}, Node ${major}: ${JSON.stringify(report.lines.slice(0, 6))}`;
        // The compiler takes its time, too.
        const own = report.lines.filter(({ file }) => file === service || file === decay);
        const all = own.reduce((sum, { selfShare }) => sum + selfShare, 0);
        assert.ok(sums.selfShare > all * 0.15, where);
        assert.ok(scans.selfShare > all * 0.15, where);
        assert.ok(sums.selfShare + scans.selfShare > all * 0.8, where);
        // Their callers have them in their totals.
        assert.ok(
          lineRow(report, service, '// calls decay').totalShare > sums.selfShare / 2,
          where,
        );
        assert.ok(
          lineRow(report, service, '// calls the scan').totalShare > scans.selfShare / 2,
          where,
        );
      });
    });
  }
});
