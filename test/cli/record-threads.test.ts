import assert from 'node:assert/strict';
import type { JsonReport } from '../../src/core/report/json-report.js';
import { inPairs, run } from '../support/programs.js';
import { Analyst } from '../../src/analyst/analyst.js';
import {
  functionNamed,
  isAbout,
  rankscope,
  record,
  refuses,
  report,
  target,
} from '../support/rankscope.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { nodeBinary, nodeMajors } from '../support/tools.js';

const THREADS = target('threads.mjs');
const PROCESSES = target('processes.mjs');

/** What `burn.mjs` has to have spent, ms, when it was asked to burn so many. */
function burns(document: JsonReport, name: string, milliseconds: number): void {
  const { totalMs } = functionNamed(document, name, 'burn.mjs');
  assert.ok(
    totalMs > milliseconds * 0.7 && totalMs < milliseconds * 1.6,
    `${name} burnt ${totalMs} of ${milliseconds} ms`,
  );
}

describe('record: threads and processes', function () {
  this.timeout(60_000);
  // Threads wait for a core while other programs on the machine have it.
  this.retries(2);
  const folder = temporaryFolder();

  /** Records a program and checks that it ends as without the agent. */
  async function recordAs(
    major: number,
    program: string,
    way: string,
  ): Promise<{ document: JsonReport; out: string }> {
    const out = folder.fresh();
    const command = [nodeBinary(major), program, way];
    const plain = await run(command);
    const { report: document, stderr } = await record(command, { out });
    assert.equal(document.target.exitCode, plain.code);
    assert.ok(stderr.includes(plain.stdout.toString()), stderr);
    assert.doesNotMatch(stderr, /debugger/i);
    return { document, out };
  }

  for (const major of [20, 26]) {
    describe(`worker threads of Node ${major}`, () => {
      it('that end by themselves', async () => {
        const { document, out } = await recordAs(major, THREADS, 'by themselves');
        assert.equal(document.target.threads, 3);
        assert.equal(document.target.processes, 1);
        burns(document, 'alpha', 400);
        burns(document, 'beta', 400);
        burns(document, 'burn', 800);
        for (const thread of document.threads.slice(1)) {
          const id = `${thread.pid}-${thread.tid}`;
          const one = await report([out, '--thread', id]);
          const names = one.report.functions.map(({ name }) => name);
          assert.equal(one.report.target.threads, 1);
          assert.notEqual(names.includes('alpha'), names.includes('beta'), id);
          burns(one.report, 'burn', 400);
        }
        const page = { folder: '', version: '' };
        const analyst = new Analyst({ page, firstRecordingId: 1 });
        const whole = await analyst.open({ path: out, root: '' });
        const names = whole.threads.map(({ name }) => name);
        assert.match(names.join(), /^main,worker \d+,worker \d+$/);
        const last = whole.threads.at(-1);
        const alone = await analyst.open({ path: out, root: '', ...(last && { thread: last.id }) });
        assert.deepEqual(
          alone.threads.map(({ id }) => id),
          [last?.id],
        );
        isAbout(alone.cpu.busyUs / (last?.busyUs ?? 0), 1, 0.001);
        refuses(
          await rankscope(['report', out, '--thread', '1-2']),
          2,
          /no thread 1-2, only \d+-0/,
        );
      });

      it('that do the same add up', async () => {
        const { document } = await recordAs(major, THREADS, 'the same twice');
        assert.equal(document.target.threads, 3);
        burns(document, 'alpha', 800);
      });

      it('that are terminated while they are busy', async () => {
        const { document } = await recordAs(major, THREADS, 'by terminate');
        assert.equal(document.target.threads, 2);
        burns(document, 'alpha', 400);
      });

      it('of which one is terminated while the others go on', async () => {
        const { document } = await recordAs(major, THREADS, 'by terminating one');
        assert.equal(document.target.threads, 3);
        burns(document, 'beta', 400);
      });

      it('that are busy when the process exits', async () => {
        const { document } = await recordAs(major, THREADS, 'with the process');
        assert.equal(document.target.exitCode, 6);
        burns(document, 'alpha', 400);
        burns(document, 'beta', 400);
      });

      it('that call process.exit', async () => {
        const { document } = await recordAs(major, THREADS, 'by process.exit');
        burns(document, 'alpha', 400);
      });

      it('that have an environment of their own', async () => {
        const { document } = await recordAs(major, THREADS, 'with an environment of their own');
        assert.equal(document.target.threads, 2);
        // It is recorded from some moment on, because the agent has to be brought to it.
        const { totalMs } = functionNamed(document, 'alpha', 'burn.mjs');
        assert.ok(totalMs > 100 && totalMs < 600, String(totalMs));
      });

      it('that are a pool', async () => {
        const { document } = await recordAs(major, THREADS, 'as a pool');
        assert.equal(document.target.threads, 3);
        burns(document, 'alpha', 400);
        burns(document, 'beta', 400);
      });
    });
  }

  it('worker threads of every Node', async () => {
    const others = nodeMajors.filter((major) => major !== 20 && major !== 26);
    await inPairs(others, async (major) => {
      const { document } = await recordAs(major, THREADS, 'by terminate');
      assert.equal(document.target.threads, 2);
      burns(document, 'alpha', 400);
    });
  });

  for (const major of nodeMajors) {
    it(`worker threads of Node ${major} that are terminated at any time`, async function () {
      // What can go wrong here takes the program with it, and does so now and then only.
      this.retries(0);
      const { document } = await recordAs(major, THREADS, 'by terminate, one after the other');
      assert.equal(document.target.exitCode, 0);
      // Those that were set up, and the main thread; of the others some.
      assert.ok(document.target.threads >= 19, String(document.target.threads));
    });
  }

  describe('child processes', () => {
    it('fork', async () => {
      const { document } = await recordAs(20, PROCESSES, 'fork');
      assert.equal(document.target.threads, 3);
      assert.equal(document.target.processes, 3);
      burns(document, 'alpha', 400);
      burns(document, 'beta', 400);
    });

    it('spawn', async () => {
      const { document } = await recordAs(26, PROCESSES, 'spawn');
      assert.equal(document.target.processes, 2);
      burns(document, 'alpha', 400);
    });

    it('cluster', async () => {
      const { document } = await recordAs(20, PROCESSES, 'cluster');
      assert.equal(document.target.processes, 3);
      burns(document, 'alpha', 600);
    });

    it('with an empty environment are left alone', async () => {
      const { document } = await recordAs(20, PROCESSES, 'spawn without environment');
      assert.equal(document.target.processes, 1);
    });
  });
});
