import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hasShape, isSorted, type Shape } from '../support/json-shape.js';
import { inPairs, run } from '../support/programs.js';
import { CLI, rankscope, record, refuses, report, target } from '../support/rankscope.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const HOT_LINES = target('hot-lines.mjs');
const CHURN = target('churn.mjs');
const SAYS = target('says.cjs');
const ESCAPE = '\u001b';

/** The contract of the command line, field for field. */
const REPORT: Shape = {
  schema: 'string',
  target: {
    command: ['string'],
    node: 'string',
    exitCode: 'exit code',
    wallMs: 'number',
    threads: 'count',
    processes: 'count',
  },
  cpu: { sampledMs: 'number', samples: 'count', intervalUs: 'number', sampler: ['string'] },
  functions: [
    {
      name: 'string',
      file: 'string',
      line: 'count',
      endLine: 'count',
      selfMs: 'number',
      totalMs: 'number',
      selfShare: 'share',
      totalShare: 'share',
      allocatedBytes: 'count',
      allocatedShare: 'share',
      gcMs: 'number',
      gcPauses: 'count',
    },
  ],
  lines: [
    {
      file: 'string',
      line: 'line',
      selfMs: 'number',
      totalMs: 'number',
      selfShare: 'share',
      totalShare: 'share',
      attribution: 'string',
      totalAttribution: 'string',
      gcMs: 'number',
      gcPauses: 'number',
    },
  ],
  gc: {
    pauses: 'count',
    totalMs: 'number',
    share: 'share',
    maxMs: 'number',
    byKind: { 'minor?': { pauses: 'count', totalMs: 'number' } },
    longest: [
      {
        startMs: 'number',
        durationMs: 'number',
        kind: 'string',
        'function?': 'string',
        'file?': 'string',
        'line?': 'count',
      },
    ],
  },
  allocations: {
    totalBytes: 'count',
    sites: [{ function: 'string', file: 'string', line: 'count', bytes: 'count', share: 'share' }],
  },
  findings: [
    {
      kind: 'string',
      severity: 'string',
      file: 'string',
      line: 'line',
      endLine: 'line',
      function: 'string',
      message: 'string',
      evidence: 'string',
      'rule?': 'string',
      'fix?': 'string',
    },
  ],
  warnings: [{ code: 'string', message: 'string' }],
};

describe('record: what it prints and writes', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();

  it('--json follows the contract, and says the same as `report --json`', async () => {
    const out = folder.fresh();
    const recorded = await record(['node', CHURN], { out });
    const read = await report([out]);
    for (const document of [recorded.report, read.report]) {
      hasShape(document, REPORT);
      assert.equal(document.schema, 'rankscope/1');
      assert.deepEqual(document.target.command, ['node', CHURN]);
      assert.equal(document.target.threads, 1);
      assert.equal(document.target.processes, 1);
      isSorted(
        document.functions.map((row) => row.selfMs),
        'functions',
      );
      isSorted(
        document.lines.map((row) => row.selfMs),
        'lines',
      );
      isSorted(
        document.gc.longest.map((pause) => pause.durationMs),
        'longest',
      );
      isSorted(
        document.allocations.sites.map((site) => site.bytes),
        'sites',
      );
      isSorted(
        document.findings.map((finding) => finding.share),
        'findings',
      );
      for (const { attribution } of document.lines) {
        assert.match(attribution, /^(sampled|repaired|estimated)$/);
      }
    }
    assert.deepEqual(read.report.target, recorded.report.target);
    assert.deepEqual(read.report.findings.map(placeOf), recorded.report.findings.map(placeOf));
    for (const row of recorded.report.functions.slice(0, 5)) {
      const same = read.report.functions.find(
        ({ name, file, line }) => name === row.name && file === row.file && line === row.line,
      );
      assert.ok(Math.abs((same?.selfMs ?? NaN) - row.selfMs) < 0.1, row.name);
    }
  });

  it('--json leaves stdout to the document: the target writes to stderr', async () => {
    const plain = await run(['node', SAYS]);
    const { report: document, stderr } = await record(['node', SAYS], { out: folder.fresh() });
    assert.equal(document.schema, 'rankscope/1');
    assert.match(stderr, /to stderr\n/);
    assert.ok(stderr.includes(plain.stdout.toString()));
  });

  it('without --json the stdout of the target passes byte for byte, before the report', async () => {
    const plain = await run(['node', SAYS]);
    const outcome = await rankscope(['record', '--out', folder.fresh(), '--', 'node', SAYS]);
    assert.equal(outcome.code, 0, outcome.stderr);
    assert.ok(outcome.stdout.subarray(0, plain.stdout.length).equals(plain.stdout));
    assert.match(outcome.stdout.subarray(plain.stdout.length).toString(), /\d/);
    assert.ok(outcome.stderr.includes(plain.stderr));
  });

  it('the text report names the hot line; no colour without a terminal', async () => {
    const args = ['record', '--out', folder.fresh(), '--', 'node', HOT_LINES, '400'];
    const outcome = await rankscope(args, { env: { FORCE_COLOR: '1' } });
    const text = outcome.stdout.toString();
    assert.match(text, /spend/);
    assert.match(text, /hot-lines\.mjs:\d+/);
    assert.ok(!text.includes(ESCAPE) && !outcome.stderr.includes(ESCAPE));
  });

  it('colours on a terminal, and none there with NO_COLOR', async function () {
    // Only util-linux has a `script` that takes a command this way.
    if (process.platform !== 'linux') this.skip();
    const out = folder.fresh();
    await record(['node', '-e', '0'], { out });
    const shown = async (env: Readonly<Record<string, string>>) => {
      const command = `"${process.execPath}" "${CLI}" report "${out}"`;
      const outcome = await run(['script', '-qec', command, '/dev/null'], { env });
      return outcome.stdout.toString();
    };
    assert.ok((await shown({ TERM: 'xterm' })).includes(ESCAPE));
    assert.ok(!(await shown({ TERM: 'xterm', NO_COLOR: '1' })).includes(ESCAPE));
    assert.ok(!(await shown({ TERM: 'dumb' })).includes(ESCAPE));
  });

  it('--top limits the lists', async () => {
    const { report: document } = await record(['node', HOT_LINES, '300'], {
      out: folder.fresh(),
      flags: ['--top', '2'],
    });
    assert.equal(document.functions.length, 2);
    assert.equal(document.lines.length, 2);
    assert.ok(document.allocations.sites.length <= 2);
  });

  it('--no-heap records no allocations, and no file of them', async () => {
    const out = folder.fresh();
    const { report: document } = await record(['node', CHURN], { out, flags: ['--no-heap'] });
    assert.equal(document.allocations.totalBytes, 0);
    assert.deepEqual(document.allocations.sites, []);
    assert.ok(document.gc.pauses > 0);
    assert.ok(!readdirSync(out).some((name) => name.endsWith('.heapprofile')));
  });

  it('--interval sets the distance of samples', async function () {
    // V8 also takes samples of its own, the more the busier the machine is.
    this.retries(2);
    const perSecond = async (interval: string): Promise<number> => {
      const flags = ['--interval', interval];
      const run = await record(['node', HOT_LINES, '400'], { out: folder.fresh(), flags });
      return run.report.cpu.samples / run.report.cpu.sampledMs;
    };
    const [often = 0, seldom = 0] = await inPairs(['500', '10000'], perSecond);
    assert.ok(often > 5 * seldom, `${often} and ${seldom} samples a ms`);
  });

  it('--sampler chooses who samples', async () => {
    const choices = ['auto', 'v8-profiler-next', 'inspector'];
    await inPairs(choices, async (sampler) => {
      const flags = ['--sampler', sampler];
      const run = await record(['node', HOT_LINES, '300'], { out: folder.fresh(), flags });
      const timeline = sampler === 'auto' ? 'v8-profiler-next' : sampler;
      assert.deepEqual(run.report.cpu.sampler, [timeline, '@datadog/pprof']);
      assert.equal(run.report.functions[0]?.name, 'spend', sampler);
    });
  });

  it('--heap-snapshot leaves a file that tools open', async () => {
    const out = folder.fresh();
    await record(['node', '-e', '0'], { out, flags: ['--heap-snapshot'] });
    const [name = ''] = readdirSync(out).filter((each) => each.endsWith('.heapsnapshot'));
    const snapshot = JSON.parse(readFileSync(path.join(out, name), 'utf8')) as object;
    hasShape(snapshot, { snapshot: { node_count: 'count' }, nodes: ['number'] });
    const recording = JSON.parse(readFileSync(path.join(out, 'recording.json'), 'utf8')) as object;
    assert.deepEqual((recording as { heapSnapshots: string[] }).heapSnapshots, [name]);
  });

  it('writes to .rankscope/<time> in the working folder, which git ignores', async () => {
    const cwd = folder.project({ 'main.cjs': '0;' });
    const args = ['record', '--json', '--', 'node', 'main.cjs'];
    const outcomes = await inPairs([1, 2], async () => rankscope(args, { cwd }));
    for (const { code, stderr } of outcomes) assert.equal(code, 0, stderr);
    const names = readdirSync(path.join(cwd, '.rankscope')).sort();
    assert.equal(names.shift(), '.gitignore');
    assert.equal(names.length, 2);
    for (const name of names) {
      assert.match(name, /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d(-\d+)?$/);
      assert.ok(existsSync(path.join(cwd, '.rankscope', name, 'recording.json')));
    }
  });

  it('leaves no segments and no other temporary files behind', async () => {
    const out = folder.fresh();
    await record(['node', HOT_LINES, '1200'], { out });
    const names = readdirSync(out).map((name) => name.replace(/^\d+-0\./, '*.'));
    const expected = [
      '*.cpuprofile',
      '*.pb.gz',
      '*.heapprofile',
      'gc.json',
      'recording.json',
      'sources.json',
    ];
    assert.deepEqual(
      names.filter((name) => !expected.includes(name)),
      [],
    );
    assert.ok(names.includes('*.cpuprofile') && names.includes('*.pb.gz'));
  });

  it('--force replaces a recording, and nothing else', async () => {
    const out = folder.fresh();
    await record(['node', '-e', '0'], { out });
    const again = ['record', '--json', '--out', out];
    refuses(
      await rankscope([...again, '--', 'node', '-e', '0']),
      2,
      /holds a recording already.*--force/,
    );
    await record(['node', '-e', '1'], { out, flags: ['--force'] });
    const other = folder.fresh('other');
    mkdirSync(other);
    writeFileSync(path.join(other, 'thesis.txt'), 'precious');
    const forced = ['record', '--json', '--force', '--out', other, '--', 'node', '-e', '0'];
    refuses(await rankscope(forced), 2, /thesis\.txt, which is no part of a recording/);
    writeFileSync(path.join(out, 'thesis.txt'), 'precious');
    const inOut = ['record', '--json', '--force', '--out', out, '--', 'node', '-e', '0'];
    refuses(await rankscope(inOut), 2, /thesis\.txt, which is no part of a recording/);
    assert.ok(existsSync(path.join(out, 'recording.json')));
    assert.equal(readFileSync(path.join(other, 'thesis.txt'), 'utf8'), 'precious');
  });
});

function placeOf({ kind, line }: { kind: string; line: number }): string {
  return `${kind}:${line}`;
}
