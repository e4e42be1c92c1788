import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { inPairs, run, RunningProgram } from '../support/programs.js';
import {
  CLI,
  functionNamed,
  lineWith,
  rankscope,
  record,
  report,
  reported,
  target,
  type Reported,
} from '../support/rankscope.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { nodeBinary, nodeMajors } from '../support/tools.js';

const ENDS = target('ends.cjs');

/** Every way in which a program ends by itself with its recording complete. */
const COMPLETE = [
  'normally',
  'with a code',
  'by exit',
  'by exit in a listener',
  'with exit listeners',
  'without exit listeners',
  'without any listeners',
  'by an error',
  'by an error in a timer',
  'by a thrown string',
  'by a rejection',
  'with a handled error',
  'by its own SIGTERM',
];

/** Ways that leave no time to write the last moments down. */
const SUDDEN = ['by abort', 'by SIGKILL', 'by SIGKILL with a worker', 'by SIGSEGV'];

describe('record: how targets end', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();

  /** The same program without and with the agent. */
  async function compare(
    node: string,
    way: string,
    milliseconds = 100,
  ): Promise<{ plain: Reported; recorded: Reported }> {
    const command = [node, ENDS, way, String(milliseconds)];
    const plain = await run(command);
    const args = ['record', '--json', '--out', folder.fresh(), '--', ...command];
    const recorded = reported(await rankscope(args));
    return { plain: { ...plain, report: recorded.report }, recorded };
  }

  describe('exit code, signal, stdout and stderr are those without the agent', () => {
    for (const way of COMPLETE) {
      it(way, async () => {
        await inPairs(nodeMajors, async (major) => {
          const { plain, recorded } = await compare(nodeBinary(major), way);
          const { exitCode, signal } = endOf(recorded);
          assert.equal(exitCode, plain.code, `Node ${major}`);
          assert.equal(signal, plain.signal, `Node ${major}`);
          assert.equal(outputOf(recorded), plain.stdout.toString() + plain.stderr);
          assert.ok(functionNamed(recorded.report, 'work').selfShare > 0.2, `Node ${major}`);
          assert.ok(!codesOf(recorded).includes('killed'), `Node ${major}`);
        });
      });
    }

    for (const way of SUDDEN) {
      it(`${way}, and what was on disk is kept`, async () => {
        await inPairs([20, 26], async (major) => {
          const { plain, recorded } = await compare(nodeBinary(major), way, 1500);
          assert.equal(plain.code, null);
          assert.equal(endOf(recorded).signal, plain.signal, `Node ${major}`);
          // The dump of an abort has addresses in it.
          const isDump = way === 'by abort';
          assert.equal(isDump || outputOf(recorded) === plain.stderr, true, outputOf(recorded));
          assert.ok(functionNamed(recorded.report, 'work').selfShare > 0.2, `Node ${major}`);
          assert.ok(codesOf(recorded).includes('killed'), `Node ${major}`);
        });
      });
    }
  });

  it('out of memory: the same signal, and the recording of what came before', async () => {
    const out = folder.fresh();
    const limit = '--max-old-space-size=40';
    const command = ['node', limit, ENDS, 'out of memory', '1000'];
    const recorded = await record(command, { out });
    assert.equal(endOf(recorded).signal, (await run(command)).signal);
    assert.match(recorded.stderr, /heap out of memory/);
    assert.ok(functionNamed(recorded.report, 'work').selfShare > 0.1);
    assert.ok(codesOf(recorded).includes('killed'));
  });

  it('functions of a script that V8 has forgotten have their place all the same', async () => {
    const command = [nodeBinary(26), ENDS, 'normally', '300'];
    const { report: document } = await record(command, { out: folder.fresh() });
    const rows = document.functions.filter(({ name }) => name === 'work');
    assert.ok(rows.length > 0);
    for (const row of rows) {
      assert.equal(row.file, ENDS);
      assert.equal(row.line, lineWith(ENDS, 'function work('));
    }
  });

  it('programs that do nothing are recorded, too', async () => {
    const cwd = folder.project({ 'empty.cjs': '', 'empty.mjs': '' });
    await inPairs([['-e', '0'], ['empty.cjs'], ['empty.mjs']], async (args) => {
      const { report: document } = await record(['node', ...args], { cwd, out: folder.fresh() });
      assert.equal(document.target.exitCode, 0);
      assert.equal(document.target.threads, 1);
    });
    const text = await rankscope(['record', '--out', folder.fresh(), '--', 'node', '-e', '0']);
    assert.equal(text.code, 0, text.stderr);
    assert.match(text.stdout.toString(), /\S/);
  });

  it('a process the target leaves behind is named, recorded so far and left alone', async () => {
    const { report: document, stderr } = await record(['node', target('processes.mjs'), 'daemon'], {
      out: folder.fresh(),
    });
    const daemon = Number(/daemon (\d+)/.exec(stderr)?.[1]);
    process.kill(daemon, 0);
    process.kill(daemon, 'SIGKILL');
    assert.equal(document.target.processes, 2);
    assert.ok(document.warnings.some(({ code }) => code === 'processes-left'));
    assert.ok(functionNamed(document, 'alpha', 'burn.mjs').totalMs > 0);
  });

  it('a recording whose recorder was killed is read all the same', async () => {
    const out = folder.fresh();
    const program = recording(out, 'busy');
    await program.says(/ready/);
    await segmentIn(out);
    const pids = pidsIn(out);
    program.child.kill('SIGKILL');
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    await program.ended;
    const { report: document } = await report([out]);
    assert.ok(document.warnings.some(({ code }) => code === 'recording-unfinished'));
    assert.ok(functionNamed(document, 'work').selfShare > 0.5);
    await record(['node', '-e', '0'], { out, flags: ['--force'] });
  });

  function recording(out: string, way: string, flags: readonly string[] = []): RunningProgram {
    const args = ['record', '--json', '--out', out, ...flags];
    return new RunningProgram([process.execPath, CLI, ...args, '--', 'node', ENDS, way, '300'], {
      detached: true,
    });
  }

  describe('stopping a target keeps its recording', () => {
    /** What a terminal, a supervisor of services and the clock do. */
    const stops: Readonly<Record<string, (program: RunningProgram) => void>> = {
      'SIGINT to us': ({ child }) => void child.kill('SIGINT'),
      'SIGTERM to us': ({ child }) => void child.kill('SIGTERM'),
      'Ctrl-C in a terminal': ({ pid }) => void process.kill(-pid, 'SIGINT'),
      '--duration': () => undefined,
    };

    for (const [name, stop] of Object.entries(stops)) {
      const signal = name.startsWith('SIGTERM') ? 'SIGTERM' : 'SIGINT';
      const flags = name === '--duration' ? ['--duration', '1'] : [];

      it(`${name}: an idle target, a busy one, and one with a listener`, async () => {
        const ways = ['waiting', 'busy', 'waiting with a listener'];
        await inPairs(ways, async (way) => {
          const program = recording(folder.fresh(), way, flags);
          await program.says(/ready/);
          stop(program);
          const ended = reported(await program.ended);
          const hasListener = way === 'waiting with a listener';
          const code = signal === 'SIGINT' ? 5 : 6;
          assert.equal(endOf(ended).exitCode, hasListener ? code : null, way);
          assert.equal(endOf(ended).signal, hasListener ? null : signal, way);
          assert.ok(!hasListener || ended.stderr.includes(`got ${signal}\n`), way);
          assert.ok(functionNamed(ended.report, 'work').selfShare > 0.2, way);
          assert.ok(!codesOf(ended).includes('killed'), way);
        });
      });
    }

    it('twice Ctrl-C ends a target that ignores it; --duration waits longer', async () => {
      await inPairs(['twice', 'clock'], async (by) => {
        // Until then it has to have come so far that it ignores signals.
        const flags = by === 'clock' ? ['--duration', '2'] : [];
        const out = folder.fresh();
        const program = recording(out, 'stubborn', flags);
        await program.says(/ready/);
        if (by === 'twice') {
          await segmentIn(out);
          program.child.kill('SIGINT');
          await program.says(/once more/);
          program.child.kill('SIGINT');
        }
        const ended = reported(await program.ended);
        assert.equal(endOf(ended).signal, 'SIGKILL');
        assert.ok(codesOf(ended).includes('target-killed'));
        assert.ok(functionNamed(ended.report, 'work').selfShare > 0.2);
      });
    });
  });
});

function endOf({ report: { target } }: Reported): {
  exitCode: number | null;
  signal: string | null;
} {
  return { exitCode: target.exitCode, signal: target.signal ?? null };
}

/** What the target wrote: stdout and stderr, because `--json` keeps stdout for itself. */
function outputOf({ stderr }: Reported): string {
  return stderr.replace(/^Recording to .*\n/, '').replace(/\nRecorded to .*\n$/, '');
}

function codesOf({ report: { warnings } }: Reported): string[] {
  return warnings.map(({ code }) => code);
}

/** Waits until a segment of a CPU profile is on disk. */
async function segmentIn(folder: string): Promise<void> {
  while (!readdirSync(folder).some((name) => name.endsWith('.cpuprofile'))) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function pidsIn(folder: string): number[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.thread.json'));
  return names.map((name) => parseInt(name, 10));
}
