import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { vsixFile } from '../../scripts/support/vsix.mjs';
import type { JsonReport } from '../../src/core/report/json-report.js';
import { run } from '../support/programs.js';
import { nodeBinary, nodeMajors } from '../support/tools.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { Vscode } from '../support/vscode/vscode.js';

const LARGEST = 8_000_000;

/** What `package.json` says of files that VS Code reads. */
interface Manifest {
  readonly main: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly icon: string;
  readonly contributes: unknown;
  readonly scripts?: unknown;
}

describe('the packaged extension', function () {
  this.timeout(60_000);
  const temporary = temporaryFolder();
  let vscode: Vscode;
  let home: string;
  let files: readonly string[];

  before(async () => {
    vscode = await Vscode.start();
    const installed = readdirSync(vscode.extensions).filter((name) => /^rankscope\./.test(name));
    assert.equal(installed.length, 1, installed.join(' '));
    home = path.join(vscode.extensions, installed[0] ?? '');
    files = readdirSync(home, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(home, path.join(entry.parentPath, entry.name)))
      .map((file) => file.split(path.sep).join('/'));
  });

  after(() => vscode.stop());

  it('is small enough', async () => {
    assert.ok(statSync(await vsixFile()).size <= LARGEST);
  });

  it('holds what package.json points at', () => {
    const text = readFileSync(path.join(home, 'package.json'), 'utf8');
    const { main, bin, icon, scripts, contributes } = JSON.parse(text) as Manifest;
    assert.equal(scripts, undefined);
    const media = JSON.stringify(contributes).match(/media\/[^"]+/g) ?? [];
    assert.ok(media.length > 0);
    for (const file of [main, ...Object.values(bin), icon, ...media]) {
      assert.ok(files.includes(path.posix.normalize(file)), file);
    }
  });

  it('holds no tests, maps, sources, build tools and nothing of other platforms', () => {
    const samplers = files.filter((file) => file.endsWith('.node'));
    assert.equal(samplers.length, 2 * nodeMajors.length, samplers.join('\n'));
    const alien = files.filter((file) =>
      /\.(?:map|ts|mts|cc|h|gyp|vsix|tgz)$|meta\.json$/u.test(file),
    );
    assert.deepEqual(alien, []);
    const folders = new Set(files.map((file) => file.split('/')[0]));
    const topLevel = new Set(
      files.filter((file) => !file.includes('/')).map((file) => file.toLowerCase()),
    );
    assert.deepEqual(
      [...folders].filter((name) => !topLevel.has((name ?? '').toLowerCase())).sort(),
      ['dist', 'media'],
    );
    const platform = `${process.platform}-${process.arch}`;
    assert.deepEqual(
      samplers.filter((file) => !file.includes(`/${platform}/`) && !file.includes(`-${platform}/`)),
      [],
    );
  });

  it('brings the licences of what it holds', () => {
    const notices = readFileSync(path.join(home, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['@babel/parser', '@datadog/pprof', 'd3-flame-graph', 'v8-profiler-next']) {
      assert.match(notices, new RegExp(`^${name} \\d+\\.`, 'mu'));
    }
  });

  for (const major of nodeMajors) {
    it(`records with both samplers on Node ${major}`, async () => {
      const project = temporary.project({ 'spin.js': SPIN });
      const cli = path.join(home, 'dist', 'cli.js');
      const out = temporary.fresh();
      const { code, stdout, stderr } = await run(
        [
          nodeBinary(major),
          cli,
          'record',
          '--json',
          '--out',
          out,
          '--',
          nodeBinary(major),
          'spin.js',
        ],
        { cwd: project },
      );
      assert.equal(code, 0, stderr);
      const { cpu, lines, target } = JSON.parse(stdout.toString()) as JsonReport;
      assert.match(target.node, new RegExp(`^v${major}\\.`, 'u'));
      assert.deepEqual([...cpu.sampler].sort(), ['@datadog/pprof', 'v8-profiler-next']);
      assert.deepEqual([path.basename(lines[0]?.file ?? ''), lines[0]?.line], ['spin.js', 4]);
    });
  }
});

const SPIN = `function score() {
  const end = Date.now() + 300;
  let sum = 0;
  while (Date.now() < end) sum += Math.sqrt(sum);
  return sum;
}
score();
`;
