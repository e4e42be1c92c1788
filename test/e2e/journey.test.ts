import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '../support/eventually.js';
import { lineWith } from '../support/rankscope.js';
import { copyOfSample } from '../support/sample.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { vscodeForTests } from '../support/vscode/vscode.js';
import type { ShownLens, ShownLine } from '../support/vscode/code-editor.js';
import type { Workbench } from '../support/vscode/workbench.js';
import { FlamePage } from './support/flame-page.js';

/*
 * One visit of a user to the sample, from the lens to the exported file and back. Each test goes
 * on where the one before has ended.
 */
describe('the sample, from the lens to an export and back', function () {
  this.timeout(60_000);
  // A folder that has to be quoted, escaped and decoded wherever that is due.
  const folder = path.join(temporaryFolder().path, 'лента фильмов 100 %', 'movie-feed');
  const at = (file: string) => path.join(folder, file);
  // Long enough that a sample that came late weighs little.
  const vscode = vscodeForTests({ settings: { 'rankscope.workload.seconds': 6 } });
  let workbench: Workbench;
  let graph: FlamePage;

  before(async () => {
    copyOfSample(folder);
    workbench = await vscode.current.open(folder, { height: 900 });
    await workbench.openFile('feed.workload.ts');
    await workbench.editor.goTo(lineWith(at('feed.workload.ts'), 'function run('));
  });

  it('has a lens above the workload, and none above its set-up', async () => {
    await workbench.editor.lens('Profile').waitFor();
    const { line } = await workbench.editor.lineWith('export async function run(');
    assert.deepEqual(await workbench.editor.lenses(), [
      { line, text: 'Profile' },
      { line, text: 'Measure growth' },
    ]);
  });

  it('records when the lens is pressed, and shows figures meanwhile', async () => {
    await workbench.editor.lens('Profile').click();
    await workbench.statusItem(/0:0\d\s+CPU \d+ %, heap [\d.]+ MB/).waitFor();
    await workbench.statusItem('Stop').waitFor();
    await workbench.statusItem('Cancel').waitFor();
    await workbench.screenshot('recording-dark');
    const { text, dismiss } = await workbench.notification(/^Recorded/, 30_000);
    assert.match(text, /^Recorded feed\.workload\.ts › run: .+ of CPU time, \d+ findings\.$/);
    await workbench.statusItem('Stop').waitFor({ state: 'hidden' });
    assert.match(await workbench.terminalText(), /run: \d+ calls/);
    await dismiss();
    await workbench.command('View: Hide Panel');
  });

  it('annotates lines and functions, the hot ones with heat', async () => {
    const called = await workbench.editor.lineWith('await input.feed(');
    assert.match(called.after, /^\d+ % · [\d.]+ ms(?: in calls|, [\d.]+ % self)/);
    assert.deepEqual(called.backgrounds, [], 'a line that only calls is not hot');
    await workbench.openFile('src/stages/filter.ts');
    await eventually(async () => {
      const { line, after, backgrounds } = await workbench.editor.lineWith('!seen.includes(');
      assert.match(after, /^[\d.]+ % · [\d.]+ ms/);
      assert.equal(backgrounds.length, 1);
      const lenses = await workbench.editor.lenses();
      const above = lenses.find((lens) => lens.line === line - 1);
      assert.match(above?.text ?? '', /^[\d.]+ % total \(.+\), [\d.]+ % self/);
    });
    await workbench.screenshotsInAllThemes('annotations');
    // Without what is said of the tab under the mouse.
    await workbench.page.mouse.move(0, 0);
    await workbench.page.locator('.workbench-hover:visible').waitFor({ state: 'hidden' });
    await workbench.screenshot('editor-annotations', workbench.editorArea);
  });

  it('tells more in a hover', async () => {
    const text = await workbench.editor.hover('seen.includes(');
    assert.match(text, /This line: [\d.]+ % of CPU time \(.+\), [\d.]+ % \(.+\) by itself/);
    assert.match(text, /Called by: withoutSeen 100 %/);
    assert.match(text, /Show in flame graph/);
    await workbench.screenshot('hover-dark');
  });

  it('marks hot files in the explorer', async () => {
    const { badge } = await workbench.explorer.row('filter.ts');
    assert.match(badge, /^(?:\d+, )?\d+$/, 'behind the number of its problems, if it has any');
    assert.equal((await workbench.explorer.row('types.ts')).badge, '');
    assert.match(await workbench.explorer.tooltip('filter.ts'), /[\d.]+ % of CPU time/);
  });

  it('lists findings, functions and recordings in its view', async () => {
    await workbench.showContainer('Rankscope');
    const { description } = await workbench.view('Findings').row(/of all bytes.*mergeSources/);
    const line = lineWith(at('src/stages/candidates.ts'), '=> [...');
    assert.equal(description, `src/stages/candidates.ts:${line}`);
    const hot = await workbench.view('Hot Functions').row('(anonymous) in withoutSeen');
    assert.match(hot.description, /^[\d.]+ % self {2}src\/stages\/filter\.ts:\d+$/);
    await workbench.view('Recordings').row(/run/);
    const recordings = await workbench.view('Recordings').rows();
    assert.deepEqual(
      recordings.map((row) => row.label),
      ['feed.workload.ts › run'],
    );
    await workbench.screenshotsInAllThemes('views');
    await workbench
      .view('Findings')
      .element(/of all bytes.*mergeSources/)
      .click();
    await eventually(async () => assert.equal(await workbench.editor.cursorLine(), line));
  });

  it('lists findings among the problems', async () => {
    const problems = await workbench.problems();
    await problems.row(/mergeSources.*Rankscope/);
    await workbench.screenshot('problems-dark');
    await workbench.command('View: Hide Panel');
  });

  it('shows a function in the flame graph when its lens is pressed', async () => {
    await workbench.openFile('src/stages/filter.ts');
    const line = lineWith(at('src/stages/filter.ts'), 'export function filter');
    await workbench.editor.goTo(line);
    await (await workbench.editor.lensAbove(line, /total/)).click();
    graph = await FlamePage.shownIn(workbench);
    assert.match(await graph.header(), /feed\.workload\.ts/);
    assert.match(await graph.search.inputValue(), /filter/i);
    assert.match(await graph.found.innerText(), /%/);
    await workbench.screenshotsInAllThemes('flame-graph-of-function');
  });

  it('searches and zooms', async () => {
    await graph.search.fill('mergeSources');
    await eventually(async () => assert.ok((await graph.frame('mergeSources')).isMatch));
    assert.ok(!(await graph.frame('rerank')).isMatch);
    await graph.search.fill('');
    const { width } = await graph.frame('All CPU time');
    await graph.click('mergeSources');
    await eventually(async () => assert.equal((await graph.frame('mergeSources')).width, width));
    await graph.press('Reset zoom');
    await eventually(async () => assert.ok((await graph.frame('mergeSources')).width < width));
    await workbench.screenshotsInAllThemes('flame-graph');
    await workbench.screenshot('editor-flame-graph', workbench.editorArea);
    await graph.chooseTab('Allocations');
    await graph.frame('mergeSources');
    await workbench.screenshotsInAllThemes('allocations');
    await graph.chooseTab('CPU');
  });

  it('jumps to the line', async () => {
    await graph.click('mergeSources', ['Control']);
    const line = lineWith(at('src/stages/candidates.ts'), 'function mergeSources(');
    await eventually(async () => assert.equal(await workbench.editor.cursorLine(), line));
    assert.ok((await workbench.tabs()).includes('candidates.ts'));
  });

  const CPUPROFILE = 'feed.workload.ts-run.cpuprofile';
  const PPROF = 'feed.workload.ts-run.pb.gz';

  it('exports', async () => {
    await workbench.command('Rankscope: Export…');
    assert.equal((await workbench.picks()).length, 8);
    await workbench.screenshot('export', workbench.page.locator('.quick-input-widget'));
    await workbench.pick('.cpuprofile');
    const file = await workbench.acceptFileDialog();
    assert.equal(file, at(CPUPROFILE));
    const { text, press } = await workbench.notification(/^Wrote/);
    assert.equal(text, `Wrote ${file}`);
    await press('Open');
  });

  it('writes a .cpuprofile with the lines of the source', () => {
    const text = readFileSync(at(CPUPROFILE), 'utf8');
    const { nodes } = JSON.parse(text) as {
      nodes: { callFrame: { functionName: string; lineNumber: number } }[];
    };
    const frame = nodes.find(({ callFrame }) => callFrame.functionName === 'withoutSeen');
    const line = lineWith(at('src/stages/filter.ts'), 'function withoutSeen(');
    assert.equal(frame?.callFrame.lineNumber, line - 1);
  });

  it('writes a .cpuprofile that opens in the profile table of VS Code', async () => {
    await eventually(async () => assert.ok((await workbench.tabs()).includes(CPUPROFILE)));
    const table = await workbench.webview();
    await table.getByText('mergeSources', { exact: true }).first().waitFor();
    await workbench.screenshot('cpuprofile-in-vscode-dark');
    await workbench.command('View: Close Editor');
  });

  it('reopens a pprof it has written, with the same graph', async () => {
    await workbench.command('Rankscope: Export…');
    await workbench.pick('pprof');
    assert.equal(await workbench.acceptFileDialog(), at(PPROF));
    await (await workbench.notification(/^Wrote/)).press('Open');
    await eventually(async () => assert.ok((await workbench.tabs()).includes(PPROF)));
    graph = await FlamePage.shownIn(workbench);
    await graph.frame('mergeSources');
    await workbench.screenshot('pprof-dark');
    await workbench.command('View: Close Editor');
  });

  it('moves annotations with the text, and says which functions have changed', async () => {
    await workbench.showContainer('Rankscope');
    await workbench.view('Recordings').element('feed.workload.ts › run').click();
    await workbench.openFile('src/stages/filter.ts');
    const before = await annotatedLine('!seen.includes(');
    await workbench.editor.goTo(6);
    await workbench.editor.type('\n');
    await eventually(async () => {
      const after = await annotatedLine('!seen.includes(');
      assert.deepEqual(after, { ...before, line: before.line + 1 });
    });
    await workbench.editor.goTo(before.line + 1);
    await workbench.editor.type('void 0;\n');
    await eventually(async () => {
      const changed = await workbench.editor.lineWith('function withoutSeen(');
      assert.equal(changed.after, 'changed since it was recorded');
      const { text } = await lensAbove(changed.line);
      assert.match(text, /^was [\d.]+ % total/);
    });
    const others = await workbench.editor.lineWith('export function filterCandidates(');
    assert.match((await lensAbove(others.line)).text, /^[\d.]+ % total/, 'others are as they were');
    await workbench.screenshotsInAllThemes('changed');
  });

  it('hides and shows everything by one command', async () => {
    await workbench.command('Rankscope: Toggle Annotations');
    await eventually(async () => {
      const lines = await workbench.editor.lines();
      assert.ok(lines.every(({ after, backgrounds }) => after === '' && backgrounds.length === 0));
      const lenses = await workbench.editor.lenses();
      // VS Code has some of its own, of the .cpuprofile that was opened.
      assert.ok(!lenses.some(({ text }) => text.includes('total')));
    });
    await workbench.command('Rankscope: Toggle Annotations');
    await annotatedLine('withoutUnavailable(withoutSeen(');
  });

  it('shows a second recording in place of the first', async () => {
    await workbench.editor.save();
    await workbench.openFile('feed.workload.ts');
    await workbench.editor.goTo(lineWith(at('feed.workload.ts'), 'function run('));
    await workbench.editor.lens('Profile').click();
    await workbench.notification(/^Recorded/, 30_000);
    await workbench.openFile('src/stages/filter.ts');
    await annotatedLine('!seen.includes(');
    await eventually(async () => {
      const { line } = await workbench.editor.lineWith('function withoutSeen(');
      assert.match((await lensAbove(line)).text, /^[\d.]+ % total/, 'nothing is stale any more');
    });
    await eventually(async () => {
      const recordings = await workbench.view('Recordings').rows();
      assert.equal(recordings.length, 2);
    });
  });

  async function annotatedLine(text: string): Promise<ShownLine> {
    return eventually(async () => {
      const line = await workbench.editor.lineWith(text);
      assert.match(line.after, /^[\d.]+ %/);
      return line;
    });
  }

  async function lensAbove(line: number): Promise<ShownLens> {
    const lenses = await workbench.editor.lenses();
    const found = lenses.find((lens) => lens.line === line);
    assert.ok(found !== undefined, `no lens above ${line} in ${JSON.stringify(lenses)}`);
    return found;
  }
});
