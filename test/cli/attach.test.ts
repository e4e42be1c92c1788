import assert from 'node:assert/strict';
import { RunningProgram } from '../support/programs.js';
import { functionNamed, rankscope, refuses, reported } from '../support/rankscope.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { nodeBinary } from '../support/tools.js';

const IDLE = `
function rank() { let x = 1; for (let i = 0; i < 2e6; i++) x = (x * 31 + i) | 0; return x; }
setInterval(rank, 20);
process.on('SIGTERM', () => process.exit(9));
console.log('ready');
`;

const BUSY = `
function rank() { let x = 1; for (let i = 0; i < 2e6; i++) x = (x * 31 + i) | 0; return x; }
console.log('ready');
for (;;) rank();
`;

describe('attach', function () {
  this.timeout(90_000);
  const folder = temporaryFolder();

  const attach = (...args: readonly string[]) =>
    rankscope(['attach', '--json', '--duration', '1', '--out', folder.fresh(), ...args]);

  async function started(command: readonly string[]): Promise<RunningProgram> {
    const program = new RunningProgram(command);
    await program.says(/ready/);
    return program;
  }

  for (const major of [20, 24, 26]) {
    it(`Node ${major}: records a process by its id, twice, and leaves it as it was`, async () => {
      const program = await started([nodeBinary(major), '-e', IDLE]);
      for (let time = 0; time < 2; time++) {
        const { report } = reported(await attach('--pid', String(program.pid)));
        assert.ok(functionNamed(report, 'rank').selfShare > 0.5);
        assert.equal(report.target.exitCode, null);
      }
      // The inspector that was woken is off again.
      refuses(await attach('--inspect', '127.0.0.1:9229'), 3, /9229/);
      program.child.kill('SIGTERM');
      assert.equal((await program.ended).code, 9);
    });
  }

  it('records a busy loop, which goes on and can be ended as before', async () => {
    const program = await started([process.execPath, '-e', BUSY]);
    const { report } = reported(await attach('--pid', String(program.pid)));
    assert.ok(functionNamed(report, 'rank').selfShare > 0.5);
    program.child.kill('SIGTERM');
    assert.equal((await program.ended).signal, 'SIGTERM');
  });

  it('records a process by the address of its inspector', async () => {
    const program = await started([process.execPath, '--inspect=127.0.0.1:0', '-e', IDLE]);
    const [, address = ''] = await program.says(/ws:\/\/([\d.:]+)\//);
    const { report } = reported(await attach('--inspect', address));
    assert.ok(functionNamed(report, 'rank').selfShare > 0.5);
    program.child.kill('SIGKILL');
    await program.ended;
  });

  it('refuses what is no Node process, and does not harm it', async () => {
    const other = new RunningProgram(['sleep', '30']);
    refuses(await attach('--pid', String(other.pid)), 3, /no Node\.js process/);
    assert.equal(other.child.signalCode, null);
    other.child.kill('SIGKILL');
    await other.ended;
    refuses(await attach('--pid', '4194304'), 3, /no process/);
    refuses(await attach('--inspect', '127.0.0.1:1'), 3, /inspector/);
    refuses(await attach(), 2, /--pid/);
    refuses(await attach('--inspect', 'nonsense'), 2, /host:port/);
  });

  it('keeps what was recorded when the process ends first', async () => {
    const ending = IDLE.replace(
      'setInterval(rank, 20)',
      'setInterval(rank, 20); setTimeout(() => process.exit(0), 2500)',
    );
    const program = await started([process.execPath, '-e', ending]);
    const out = folder.fresh();
    const args = ['attach', '--json', '--out', out, '--pid', String(program.pid)];
    const { report } = reported(await rankscope(args));
    assert.ok(functionNamed(report, 'rank').selfShare > 0.5);
    assert.equal((await program.ended).code, 0);
  });
});
