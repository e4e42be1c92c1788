import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rankscope, refuses } from '../support/rankscope.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('what cannot be recorded', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();

  const record = (...args: readonly string[]) =>
    rankscope(['record', '--json', '--out', folder.fresh(), ...args]);

  it('a command that does not exist, or is not executable: exit code 3', async () => {
    refuses(await record('--', 'no-such-command-here', 'x'), 3, /no-such-command-here.*spelling/s);
    const script = path.join(folder.path, 'script.js');
    writeFileSync(script, '0');
    refuses(await record('--', script), 3, /not executable.*node /s);
  });

  it('a command that runs no Node: exit code 2', async () => {
    refuses(await record('--', 'true'), 2, /no Node\.js process/);
    refuses(await record('--', process.execPath, '--version'), 2, /no Node\.js process/);
  });

  it('no command, unknown options and commands, wrong values: exit code 2', async () => {
    refuses(await rankscope(['record']), 2, /missing required argument/);
    refuses(await rankscope(['recrod', '--', 'node', 'x.js']), 2, /unknown command/);
    refuses(await rankscope(['report', '--unknown', 'x']), 2, /unknown option/);
    refuses(await record('--sampler', 'guess', '--', 'node', '-e', '0'), 2, /v8-profiler-next/);
    refuses(await record('--interval', '0', '--', 'node', '-e', '0'), 2, /whole number from/);
    refuses(await record('--duration', 'soon', '--', 'node', '-e', '0'), 2, /number of seconds/);
  });

  it('a folder that is a file, or has something in it: exit code 2', async () => {
    const file = path.join(folder.path, 'file');
    writeFileSync(file, 'mine');
    const into = (out: string) => rankscope(['record', '--out', out, '--', 'node', '-e', '0']);
    refuses(await into(file), 2, /file/);
    const full = path.join(folder.path, 'full');
    mkdirSync(full);
    writeFileSync(path.join(full, 'notes.txt'), 'mine');
    refuses(await into(full), 2, /notes\.txt/);
    refuses(
      await rankscope(['record', '--force', '--out', full, '--', 'node', '-e', '0']),
      2,
      /notes\.txt/,
    );
  });

  it('a folder that cannot be made: exit code 2', async function () {
    // To root every folder is writable, but for those the system makes up.
    if (process.platform !== 'linux') this.skip();
    const out = '/sys/rankscope';
    refuses(await rankscope(['record', '--out', out, '--', 'node', '-e', '0']), 2, /\/sys/);
  });

  it('a Node that is too old: exit code 3', async function () {
    if (process.platform === 'win32') this.skip();
    // What the agent reads is changed before it is loaded, which takes a shell.
    const old = path.join(folder.path, 'old.cjs');
    writeFileSync(
      old,
      `const define = (name, value) => Object.defineProperty(process, name, { value });
define('versions', { ...process.versions, node: '16.20.2' });
define('version', 'v16.20.2');`,
    );
    const command = `NODE_OPTIONS="--require ${old} $NODE_OPTIONS" exec node -e 0`;
    refuses(await record('--', 'sh', '-c', command), 3, /Node 16\.20\.2, which is too old/);
  });
});
