import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '../support/eventually.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { vscodeForTests } from '../support/vscode/vscode.js';
import type { Workbench } from '../support/vscode/workbench.js';
import { CRASHING, ENDLESS, hotProgram } from './support/projects.js';

/** Stop → annotations, on a machine that also runs the browser: the promise is 1 s. */
const LONGEST_TO_ANNOTATIONS_MS = 2000;

describe('how a recording ends', function () {
  this.timeout(60_000);
  const folder = temporaryFolder().project({
    'package.json': '{}',
    'hot.js': hotProgram(3000),
    'endless.js': ENDLESS,
    'crash.js': CRASHING,
  });
  const vscode = vscodeForTests();
  let workbench: Workbench;

  beforeEach(async () => {
    workbench = await vscode.current.open(folder);
  });

  afterEach(() => workbench.close());

  it('by itself: lines have the shares that were planted', async function () {
    // While V8 optimizes the one function and not yet the other, they cost what was not planted.
    this.retries(2);
    await workbench.openFile('hot.js');
    await workbench.command('Rankscope: Profile This File');
    await workbench.notification(/^Recorded hot\.js: [23]\.\d+ s of CPU time/, 20_000);
    const slow = await shareOf('3_000_000');
    const quick = await shareOf('1_000_000');
    assert.ok(Math.abs(slow - 75) < 10 && Math.abs(quick - 25) < 10, `${slow} % and ${quick} %`);
  });

  it('by itself, and again: a second recording takes the place of the first', async () => {
    await workbench.openFile('hot.js');
    const before = recordings().length;
    for (let i = 1; i <= 2; i++) {
      await workbench.command('Rankscope: Profile This File');
      const { dismiss } = await workbench.notification(/hot\.js/, 20_000);
      // VS Code may have something to say, too.
      const ours = (await workbench.notifications()).filter((text) => /record/i.test(text));
      assert.equal(ours.length, 1, ours.join('; '));
      await dismiss();
      assert.equal(recordings().length, before + i);
    }
    await workbench.editor.annotations();
  });

  it('by Stop, soon after with annotations; meanwhile a second one is refused', async () => {
    await startEndless();
    await workbench.command('Rankscope: Profile This File');
    const { text, dismiss } = await workbench.notification(/is being recorded/);
    assert.match(text, /^endless\.js is being recorded\. Stop it before you start another/);
    await dismiss();
    // Something worth annotating.
    await workbench.page.waitForTimeout(1500);
    const pressed = performance.now();
    await workbench.statusItem('Stop').click();
    await workbench.editor.annotations();
    const tookMs = performance.now() - pressed;
    console.log(`      annotations ${tookMs.toFixed(0)} ms after Stop`);
    assert.ok(tookMs < LONGEST_TO_ANNOTATIONS_MS, `${tookMs} ms`);
    await assertEnded();
  });

  it('by Cancel: nothing is kept, nothing is left running', async () => {
    const before = recordings();
    await startEndless();
    await workbench.statusItem('Cancel').click();
    await workbench.statusItem('Cancel').waitFor({ state: 'hidden' });
    await workbench.statusItem(/endless\.js cancelled; nothing was kept/).waitFor();
    await assertEnded();
    assert.deepEqual(recordings(), before);
    assert.deepEqual(await workbench.notifications(), []);
  });

  it('by closing the window: nothing is left running', async () => {
    await startEndless();
    await workbench.command('Terminal: Kill the Active Terminal Instance');
    await workbench.notification(/^Recorded endless\.js/);
    await assertEnded();
  });

  it('by a crash: says so, and shows what was recorded', async () => {
    await workbench.openFile('crash.js');
    await workbench.command('Rankscope: Profile This File');
    const { text } = await workbench.notification(/^Recorded crash\.js/, 20_000);
    assert.match(text, /It ended with exit code 1; its terminal says why/);
    assert.match(await workbench.terminalText(), /Error: planted failure/);
    const { after } = await workbench.editor.lineWith('Math.sqrt');
    assert.match(after, /^\d+ %/);
  });

  async function startEndless(): Promise<void> {
    await workbench.openFile('endless.js');
    await workbench.command('Rankscope: Profile This File');
    await workbench.statusItem('Stop').waitFor();
    await workbench.statusItem(/CPU \d+ %/).waitFor();
    process.kill(pid(), 0);
  }

  async function assertEnded(): Promise<void> {
    await eventually(() => assert.throws(() => process.kill(pid(), 0), { code: 'ESRCH' }));
  }

  function pid(): number {
    return Number(readFileSync(path.join(folder, 'pid.txt'), 'utf8'));
  }

  function recordings(): readonly string[] {
    const kept = path.join(folder, '.rankscope');
    return existsSync(kept) ? readdirSync(kept).filter((name) => !name.startsWith('.')) : [];
  }

  async function shareOf(text: string): Promise<number> {
    return eventually(async () => {
      const { after } = await workbench.editor.lineWith(text);
      const share = /^(?:≈ )?([\d.]+) %/.exec(after)?.[1];
      assert.ok(share !== undefined, `no share behind ${text}, but “${after}”`);
      return Number(share);
    });
  }
});
