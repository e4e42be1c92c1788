import assert from 'node:assert/strict';
import path from 'node:path';
import { functionNamed, isAbout, lineRow, lineWith, record, target } from '../support/rankscope.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { nodeBinary, nodeMajors } from '../support/tools.js';

const HOT_LINES = target('hot-lines.mjs');
const CHURN = target('churn.mjs');

const DEPENDENCY = `
'use strict';
exports.grind = function grind(units) {
  let x = 1;
  for (let i = 0; i < units; i++) x = (x * 31 + i) | 0; // grinds
  return x;
};
`;

const OWN_AND_DEPENDENCY = `
import { grind } from 'grinder';
function own(units) {
  let x = 1;
  for (let i = 0; i < units; i++) x = (x * 31 + i) | 0; // own work
  return x;
}
const end = performance.now() + 500;
while (performance.now() < end) {
  own(60_000);
  grind(40_000); // calls the package
}
`;

/** A loop V8 compiles while it runs, with both calls inlined: their places are the first thing lost. */
const CALLS_OF_A_LOOP = `
function slow() {
  let sum = 0;
  for (let i = 0; i < 300_000; i++) sum += Math.sqrt(i);
  return sum;
}
function quick() {
  let sum = 0;
  for (let i = 0; i < 100_000; i++) sum += Math.sqrt(i);
  return sum;
}
const end = Date.now() + 800;
while (Date.now() < end) { // the head
  slow(); // three quarters
  quick(); // one quarter
}
`;

describe('record: figures of a program with planted costs', function () {
  this.timeout(60_000);
  // Other programs on the machine take time in the middle of a function, which then looks hotter.
  this.retries(3);
  const folder = temporaryFolder();

  for (const major of nodeMajors) {
    it(`Node ${major}: functions and lines with their shares`, async () => {
      const command = [nodeBinary(major), HOT_LINES, '800'];
      const { report } = await record(command, { out: folder.fresh() });
      assert.match(report.target.node, new RegExp(`^v${major}\\.`));
      assert.equal(report.target.exitCode, 0);
      const spend = functionNamed(report, 'spend', 'hot-lines.mjs');
      const descend = functionNamed(report, 'descend', 'hot-lines.mjs');
      const main = functionNamed(report, 'main', 'hot-lines.mjs');
      assert.equal(spend.file, HOT_LINES);
      assert.equal(spend.line, lineWith(HOT_LINES, 'function spend'));
      assert.equal(spend.endLine, lineWith(HOT_LINES, 'thirty') + 2);
      assert.equal(descend.line, lineWith(HOT_LINES, 'function descend'));
      assert.equal(descend.endLine, lineWith(HOT_LINES, 'one deeper') + 1);
      isAbout(spend.selfShare, 0.66);
      isAbout(spend.totalShare, 0.66);
      isAbout(descend.selfShare, 0.33);
      // 20 frames deep, and still a third: a stack counts once for each function.
      isAbout(descend.totalShare, 0.33);
      isAbout(main.selfShare, 0);
      isAbout(main.totalShare, 1);
      isAbout(lineRow(report, HOT_LINES, '// seventy').selfShare / spend.selfShare, 0.7);
      isAbout(lineRow(report, HOT_LINES, '// thirty').selfShare / spend.selfShare, 0.3);
      isAbout(lineRow(report, HOT_LINES, '// every level').selfShare, 0.33);
      const call = lineRow(report, HOT_LINES, '// call of spend');
      isAbout(call.totalShare, 0.66);
      isAbout(call.selfShare, 0);
      isAbout(lineRow(report, HOT_LINES, '// call of descend').totalShare, 0.33);
      isAbout(lineRow(report, HOT_LINES, '// one deeper').totalShare, 0.31);
      const [first] = report.findings;
      assert.equal(first?.kind, 'hot-line');
      assert.equal(first.line, lineWith(HOT_LINES, '// seventy'));
      assert.equal(first.severity, 'warning');
      assert.equal(first.evidence, 'measured');
    });

    it(`Node ${major}: each call of a loop on its line`, async () => {
      const file = path.join(folder.project({ 'loop.cjs': CALLS_OF_A_LOOP }), 'loop.cjs');
      const { report } = await record([nodeBinary(major), file], { out: folder.fresh() });
      isAbout(lineRow(report, file, '// three quarters').totalShare, 0.75);
      isAbout(lineRow(report, file, '// one quarter').totalShare, 0.25);
      const head = report.lines.find(({ line }) => line === lineWith(file, '// the head'));
      isAbout(head?.totalShare ?? 0, 0);
    });

    it(`Node ${major}: bytes, pauses and who is charged with them`, async () => {
      const run = await record([nodeBinary(major), '--max-semi-space-size=2', CHURN], {
        out: folder.fresh(),
      });
      const { allocations, gc, findings } = run.report;
      const [site] = allocations.sites;
      const churn = functionNamed(run.report, 'churn');
      assert.equal(site?.function, 'churn');
      assert.equal(site.line, lineWith(CHURN, 'function churn'));
      assert.equal(churn.allocatedBytes, site.bytes);
      isAbout(site.share, 1);
      // 160 000 arrays of 250 elements of 8 bytes, of which little is alive at the end.
      isAbout(site.bytes / 320e6, 1, 0.15);
      // The agent counts from before the program's first line to after its last.
      const counted = Number(/"pauses":(\d+)/.exec(run.stderr)?.[1]);
      assert.ok(gc.pauses >= counted && gc.pauses <= counted + 6, `${gc.pauses} of ${counted}`);
      const kinds = Object.values(gc.byKind);
      assert.equal(sum(kinds.map(({ pauses }) => pauses)), gc.pauses);
      isAbout(sum(kinds.map(({ totalMs }) => totalMs)) / gc.totalMs, 1, 0.001);
      assert.ok(churn.gcPauses > counted * 0.8, `${churn.gcPauses} of ${counted}`);
      assert.ok(churn.gcMs > gc.totalMs * 0.6, `${churn.gcMs} of ${gc.totalMs}`);
      const lineOf = (kind: string) => findings.find((each) => each.kind === kind)?.line;
      // The line that allocates is hot, too: it has the collections it causes.
      const hot = findings.filter(({ kind }) => kind === 'hot-line').map(({ line }) => line);
      assert.ok(hot.includes(lineWith(CHURN, 'x * 31')), hot.join());
      assert.ok(hot.includes(lineWith(CHURN, '// allocates')), hot.join());
      assert.equal(lineOf('allocation'), lineWith(CHURN, 'function churn'));
      assert.equal(lineOf('gc-pressure'), lineWith(CHURN, 'function churn'));
    });
  }

  it('code of the program and of packages is told apart', async () => {
    const cwd = folder.project({
      'main.mjs': OWN_AND_DEPENDENCY,
      'node_modules/grinder/package.json': '{"name":"grinder","main":"index.js"}',
      'node_modules/grinder/index.js': DEPENDENCY,
    });
    const { report } = await record(['node', 'main.mjs'], { cwd, out: folder.fresh() });
    const own = functionNamed(report, 'own', 'main.mjs');
    const grind = functionNamed(report, 'grind', path.join('grinder', 'index.js'));
    assert.equal(own.origin, 'own');
    assert.equal(grind.origin, 'dependency');
    isAbout(own.selfShare, 0.6);
    isAbout(grind.selfShare, 0.4);
    const call = lineRow(report, path.join(cwd, 'main.mjs'), '// calls the package');
    isAbout(call.totalShare, 0.4);
    for (const { file } of report.findings) assert.ok(!file.includes('node_modules'), file);
  });
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
