import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { copyOfSample } from '../test/support/sample.js';
import { activationMs } from '../test/support/vscode/activation.js';
import { Vscode } from '../test/support/vscode/vscode.js';
import type { Workbench } from '../test/support/vscode/workbench.js';
import { evenStacks, longProgram } from './editor-samples.js';
import {
  clickToAnnotations,
  flameGraphAtMs,
  preparePage,
  typingMs,
  zoomMs,
} from './editor-stopwatch.js';
import { median, quantile } from './statistics.js';

const RUNS = Number(process.env['BENCH_PAIRS'] ?? 10);
const RECORDED_MS = 10_000;
const TYPED = 'the quick brown fox jumps over it';

/**
 * How long does a user of real VS Code wait? The browser it is drawn in runs on the same cores,
 * and its work counts as ours.
 */
export async function editorWaits(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rankscope-bench-'));
  copyOfSample(folder);
  writeFileSync(path.join(folder, 'long.js'), longProgram(5000));
  writeFileSync(path.join(folder, 'short.txt'), 'nothing to see\n');
  writeFileSync(path.join(folder, 'even.folded'), evenStacks(10_000));
  const vscode = await Vscode.start({ settings: { 'rankscope.workload.seconds': 60 } });
  try {
    console.log('| what | ms, median (slowest) |');
    console.log('|---|---|');
    say('activation, as VS Code measures it', await activations(vscode, folder));
    const workbench = await vscode.open(folder, { width: 1400, height: 900 });
    await preparePage(workbench.page);
    say('Stop → annotations, 10 s recording of the sample', await stops(workbench));
    await recordLongFile(workbench);
    const switches = await fileSwitches(workbench);
    say('switch to a file of 5 000 lines → text', switches.textMs);
    say('its text → its annotations', switches.fromTextMs);
    const keys = await typing(workbench);
    say('key → text on the screen, annotated', keys.annotated);
    say('key → text on the screen, annotations off', keys.plain);
    const graphs = await flameGraphs(workbench);
    say('command → flame graph of 10 000 nodes painted', graphs.paintedMs);
    say('zoom in it', graphs.zoomsMs);
  } finally {
    await vscode.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function say(what: string, ms: readonly number[]): void {
  console.log(`| ${what} | ${median(ms).toFixed(0)} (${quantile(ms, 1).toFixed(0)}) |`);
}

async function activations(vscode: Vscode, folder: string): Promise<number[]> {
  const measured: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const workbench = await vscode.open(folder);
    measured.push(await activationMs(workbench));
    await workbench.close();
  }
  return measured;
}

async function stops(workbench: Workbench): Promise<number[]> {
  const measured: number[] = [];
  for (let run = 0; run < Math.ceil(RUNS / 3); run++) {
    await workbench.openFile('feed.workload.ts');
    await workbench.editor.lens('Profile').click();
    await workbench.statusItem('Stop').waitFor();
    // Else the annotations of the recording before would be taken for those of this one.
    if (run > 0) await workbench.command('Rankscope: Close Recording');
    await workbench.openFile('src/stages/filter.ts');
    await workbench.page.waitForTimeout(RECORDED_MS);
    const stop = workbench.statusItem('Stop');
    measured.push((await clickToAnnotations(workbench, stop, 'withoutSeen')).annotatedMs);
    await (await workbench.notification(/^Recorded/)).dismiss();
    await workbench.command('View: Hide Panel');
  }
  return measured;
}

async function recordLongFile(workbench: Workbench): Promise<void> {
  await workbench.openFile('long.js');
  await workbench.command('Rankscope: Profile This File');
  await (await workbench.notification(/^Recorded long\.js/, 30_000)).dismiss();
  await workbench.command('View: Hide Panel');
  await workbench.editor.annotations();
}

async function fileSwitches(workbench: Workbench) {
  const textMs: number[] = [];
  const fromTextMs: number[] = [];
  await workbench.openFile('short.txt');
  await workbench.openFile('long.js');
  for (let run = 0; run < RUNS; run++) {
    await workbench.tab('short.txt').click();
    await workbench.page.waitForTimeout(500);
    const shown = await clickToAnnotations(workbench, workbench.tab('long.js'), 'work0(seed)');
    textMs.push(shown.textMs);
    fromTextMs.push(shown.annotatedMs - shown.textMs);
  }
  return { textMs, fromTextMs };
}

async function typing(workbench: Workbench): Promise<{ annotated: number[]; plain: number[] }> {
  const annotated: number[] = [];
  const plain: number[] = [];
  await workbench.editor.goTo(1, 4);
  for (let run = 0; run < RUNS; run++) {
    annotated.push(...(await typingMs(workbench, TYPED)));
    await workbench.command('Rankscope: Toggle Annotations');
    await workbench.page.waitForTimeout(500);
    plain.push(...(await typingMs(workbench, TYPED)));
    await workbench.command('Rankscope: Toggle Annotations');
    await workbench.editor.annotations();
  }
  await workbench.editor.save();
  return { annotated, plain };
}

async function flameGraphs(workbench: Workbench) {
  const paintedMs: number[] = [];
  const zoomsMs: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const start = Date.now();
    await workbench.explorer.element('even.folded').click();
    await workbench.tab('even.folded').waitFor();
    paintedMs.push((await flameGraphAtMs(workbench)) - start);
    zoomsMs.push(await zoomMs(workbench));
    await workbench.command('View: Close Editor');
  }
  return { paintedMs, zoomsMs };
}
