import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { JsonReport } from '../../src/core/report/json-report.js';
import {
  functionNamed,
  isAbout,
  profileFixture,
  rankscope,
  record,
  report,
  target,
} from '../support/rankscope.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { goBinary } from '../support/tools.js';

type Figure = readonly [what: string | number, self: number, total: number];

/** `[name, self, total]` in ms of the functions that matter. */
function figures({ functions }: JsonReport): Figure[] {
  return functions
    .filter(({ file }) => file.endsWith('hot-lines.mjs'))
    .map(({ name, selfMs, totalMs }): Figure => [name, selfMs, totalMs])
    .sort((a, b) => String(a[0]).localeCompare(String(b[0])) || a[2] - b[2]);
}

/** `[line, self, total]` in ms of the lines that matter. */
function lineFigures({ lines }: JsonReport): Figure[] {
  return lines
    .filter(({ totalShare }) => totalShare > 0.02)
    .map(({ line, selfMs, totalMs }): Figure => [line, selfMs, totalMs])
    .sort((a, b) => Number(a[0]) - Number(b[0]));
}

/** Are these the same figures? Files keep times in whole µs. */
function areSame(actual: readonly Figure[], expected: readonly Figure[]): void {
  assert.deepEqual(
    actual.map(([what]) => what),
    expected.map(([what]) => what),
  );
  for (const [i, [what, self, total]] of actual.entries()) {
    const [, expectedSelf, expectedTotal] = expected[i]!;
    assert.ok(Math.abs(self - expectedSelf) < 0.02, `${what}: ${self} for ${expectedSelf}`);
    assert.ok(Math.abs(total - expectedTotal) < 0.02, `${what}: ${total} for ${expectedTotal}`);
  }
}

/** What `go tool pprof -top` says: flat and cumulative share by function, in percent. */
function goTop(file: string, ...flags: string[]): Map<string, { flat: number; cum: number }> {
  const options = { stdio: ['ignore', 'pipe', 'ignore'] as ['ignore', 'pipe', 'ignore'] };
  const args = ['tool', 'pprof', '-top', '-nodecount=200', ...flags, file];
  const text = execFileSync(goBinary(), args, options).toString();
  const rows = new Map<string, { flat: number; cum: number }>();
  for (const line of text.split('\n')) {
    const row = /^\s*\S+\s+([\d.]+)%\s+[\d.]+%\s+\S+\s+([\d.]+)%\s+(\S.*)$/.exec(line);
    if (row !== null) rows.set(String(row[3]), { flat: Number(row[1]), cum: Number(row[2]) });
  }
  return rows;
}

/** Known shares of time, and then so many bytes that they are sampled for sure. */
const PROGRAM = `import ${JSON.stringify(pathToFileURL(target('hot-lines.mjs')).href)};
const kept = [];
for (let i = 0; i < 100; i++) kept.push(new Array(25_000).fill(i));
`;

describe('exports', function () {
  this.timeout(90_000);
  const folder = temporaryFolder();
  const recording = path.join(folder.path, 'recording');
  const file = (name: string) => path.join(folder.path, name);
  let original: JsonReport;

  before(async () => {
    const program = path.join(folder.project({ 'all.mjs': PROGRAM }), 'all.mjs');
    ({ report: original } = await record([process.execPath, program, '900'], { out: recording }));
  });

  async function convert(...args: string[]): Promise<void> {
    const outcome = await rankscope(['convert', ...args]);
    assert.equal(outcome.code, 0, outcome.stderr);
  }

  it('the recording itself reads back with the same figures', async () => {
    const again = await report([recording]);
    areSame(figures(again.report), figures(original));
    areSame(lineFigures(again.report), lineFigures(original));
    assert.deepEqual(again.report.gc, original.gc);
    assert.deepEqual(again.report.allocations, original.allocations);
  });

  it('pprof keeps functions and lines', async () => {
    await convert(recording, file('cpu.pb.gz'));
    const again = await report([file('cpu.pb.gz')]);
    areSame(figures(again.report), figures(original));
    areSame(lineFigures(again.report), lineFigures(original));
  });

  it('go tool pprof reads the same shares', async () => {
    await convert(recording, file('go.pb.gz'));
    const top = goTop(file('go.pb.gz'));
    for (const name of ['spend', 'descend', 'main']) {
      const row = functionNamed(original, name);
      isAbout((top.get(name)?.flat ?? 0) / 100, row.selfShare, 0.005);
      isAbout((top.get(name)?.cum ?? 0) / 100, row.totalShare, 0.005);
    }
  });

  it('go tool pprof reads allocations', async () => {
    await convert(recording, file('alloc.pb.gz'), '--view', 'alloc');
    const again = await report([file('alloc.pb.gz')]);
    assert.equal(again.report.allocations.totalBytes, original.allocations.totalBytes);
    assert.ok(goTop(file('alloc.pb.gz')).size > 0);
  });

  it('.cpuprofile keeps functions and the self time of lines', async () => {
    await convert(recording, file('out.cpuprofile'));
    const again = await report([file('out.cpuprofile')]);
    const self = (rows: JsonReport) =>
      rows.lines
        .filter(({ selfShare }) => selfShare > 0.02)
        .map(({ line, selfMs }) => [line, Math.round(selfMs)]);
    areSame(figures(again.report), figures(original));
    assert.deepEqual(self(again.report), self(original));
    assert.deepEqual(
      again.report.warnings.map(({ code }) => code),
      ['no-call-lines'],
    );
  });

  it('folded stacks keep functions, and .heapprofile keeps bytes', async () => {
    await convert(recording, file('out.folded'));
    areSame(figures((await report([file('out.folded')])).report), figures(original));
    await convert(recording, file('out.heapprofile'));
    const heap = await report([file('out.heapprofile')]);
    assert.equal(heap.report.allocations.totalBytes, original.allocations.totalBytes);
  });

  it('formats convert into each other', async () => {
    await convert(recording, file('a.pb.gz'));
    await convert(file('a.pb.gz'), file('b.cpuprofile'));
    await convert(file('b.cpuprofile'), file('c.folded'));
    await convert(file('c.folded'), file('d.pb.gz'));
    areSame(figures((await report([file('d.pb.gz')])).report), figures(original));
  });

  it('the Markdown summary names the hot function and its line', async () => {
    await convert(recording, file('out.md'));
    const text = readFileSync(file('out.md'), 'utf8');
    assert.match(text, /^## Hot lines$/m);
    assert.match(text, /`spend`/);
    assert.match(text, /hot-lines\.mjs:8/);
  });

  it('several profiles are merged', async () => {
    await convert(recording, file('one.pb.gz'));
    const both = await report([file('one.pb.gz'), recording]);
    const one = functionNamed(original, 'spend');
    const two = functionNamed(both.report, 'spend');
    isAbout(two.selfMs / one.selfMs, 2, 0.02);
    isAbout(two.selfShare, one.selfShare, 0.01);
  });

  it('a pprof of another language keeps its functions and lines', async () => {
    const { report: go } = await report([profileFixture('go-cpu.pb.gz')]);
    const top = goTop(profileFixture('go-cpu.pb.gz'));
    const heaviest = go.functions.slice(0, 3);
    assert.ok(go.lines.some(({ file: name, line }) => name.endsWith('.go') && line > 0));
    for (const { name, selfShare, totalShare } of heaviest) {
      isAbout((top.get(name)?.flat ?? 0) / 100, selfShare, 0.005);
      isAbout((top.get(name)?.cum ?? 0) / 100, totalShare, 0.005);
    }
  });

  it('every profile in a recording opens in its usual tool', () => {
    const file1 = JSON.parse(readFileSync(path.join(recording, 'recording.json'), 'utf8')) as {
      threads: { timeline: string; callLines: string; allocations: string }[];
    };
    const [thread] = file1.threads;
    assert.ok(thread !== undefined);
    const timeline = JSON.parse(readFileSync(path.join(recording, thread.timeline), 'utf8')) as {
      nodes: unknown[];
      samples: unknown[];
      timeDeltas: unknown[];
    };
    assert.ok(timeline.nodes.length > 3 && timeline.samples.length === timeline.timeDeltas.length);
    const heap = JSON.parse(readFileSync(path.join(recording, thread.allocations), 'utf8')) as {
      head: { callFrame: { functionName: string } };
    };
    assert.equal(heap.head.callFrame.functionName, '(root)');
    assert.ok(goTop(path.join(recording, thread.callLines)).has('spend'));
  });
});
