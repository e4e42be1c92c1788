import assert from 'node:assert/strict';
import path from 'node:path';
import { RunningProgram } from '../support/programs.js';

const root = path.resolve(import.meta.dirname, '../..');

describe('npm run vscode', function () {
  this.timeout(60_000);

  it('serves VS Code with the sample until Ctrl-C', async () => {
    const script = path.join(root, 'scripts', 'vscode.mjs');
    const program = new RunningProgram([process.execPath, script, '--browser'], { cwd: root });
    const [url = ''] = await program.says(/http:\/\/127\.0\.0\.1:\d+\/\S+/);
    try {
      assert.match(decodeURIComponent(url), /folder=\S+\/samples\/movie-feed$/);
      const page = await fetch(url);
      assert.equal(page.status, 200);
      assert.match(await page.text(), /<meta id="vscode-workbench-web-configuration"/);
    } finally {
      program.child.kill('SIGINT');
    }
    assert.equal((await program.ended).code, 130);
    await assert.rejects(fetch(url), 'the server is gone, too');
  });
});
