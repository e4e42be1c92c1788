import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '../support/eventually.js';
import { lineWith } from '../support/rankscope.js';
import { copyOfSample } from '../support/sample.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { vscodeForTests } from '../support/vscode/vscode.js';
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
  const vscode = vscodeForTests({ settings: { 'rankscope.workload.seconds': 3 } });
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
    assert.deepEqual(await workbench.editor.lenses(), [{ line, text: 'Profile' }]);
  });

  it('records when the lens is pressed, and shows figures meanwhile', async () => {
    await workbench.editor.lens('Profile').click();
    await workbench.statusItem(/0:0[12].*%.*MB/).waitFor();
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
    assert.match(called.after, /^\d+ % · .+ in calls$/);
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
    assert.match(badge, /^\d+$/);
    assert.equal((await workbench.explorer.row('page.ts')).badge, '');
    assert.match(await workbench.explorer.tooltip('filter.ts'), /[\d.]+ % of CPU time/);
  });

  it('lists findings, functions and recordings in its view', async () => {
    await workbench.showContainer('Rankscope');
    const { description } = await workbench.view('Findings').row(/mergeSources allocates/);
    const line = lineWith(at('src/stages/candidates.ts'), '[...list, candidate]');
    assert.equal(description, `src/stages/candidates.ts:${line}`);
    const hot = await workbench.view('Hot Functions').row('(anonymous) in withoutSeen');
    assert.match(hot.description, /^[\d.]+ % self {2}src\/stages\/filter\.ts:\d+$/);
    const recordings = await workbench.view('Recordings').rows();
    assert.deepEqual(
      recordings.map((row) => row.label),
      ['feed.workload.ts › run'],
    );
    await workbench.screenshotsInAllThemes('views');
    await workbench
      .view('Findings')
      .element(/mergeSources allocates/)
      .click();
    await eventually(async () => assert.equal(await workbench.editor.cursorLine(), line));
  });

  it('lists findings among the problems', async () => {
    const problems = await workbench.problems();
    await problems.row(/mergeSources allocates.*Rankscope/);
    await workbench.screenshot('problems-dark');
    await workbench.command('View: Hide Panel');
  });

  it('shows a function in the flame graph when its lens is pressed', async () => {
    await workbench.openFile('src/stages/filter.ts');
    await workbench.editor.lens(/total/).first().waitFor();
    await workbench.editor.goTo(lineWith(at('src/stages/filter.ts'), 'export function filter'));
    await workbench.editor.lens(/total/).last().click();
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

  it('exports', async () => {
    await workbench.command('Rankscope: Export…');
    await workbench.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await workbench.screenshotsInAllThemes;
    const file = await exported('.cpuprofile');
    const { nodes } = JSON.parse(readFileSync(file, 'utf8')) as { nodes: unknown[] };
    assert.ok(nodes.length > 50);
  });

  async function exported(label: string): Promise<string> {
    await workbench.pick(label);
    const name = await workbench.page
      .locator('.quick-input-widget:visible input.input')
      .inputValue();
    await workbench.page.keyboard.press('Enter');
    const { text } = await workbench.notification(/^Wrote/);
    console.log(name, text, readdirSync(folder), existsSync(name));
    return name;
  }
});
