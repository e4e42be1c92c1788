import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { AnalystClient } from '../../src/editor/analyst-client.js';
import { COMMANDS } from '../../src/editor/contributions.js';
import { fixAllIn } from '../../src/editor/scan/suspect-actions.js';
import { SuspectedGrowth } from '../../src/editor/scan/suspected-growth.js';
import { eventually } from '../support/eventually.js';
import { diagnosticsIn, lineWith, open, withSetting } from './support/documents.js';
import { testRun } from './support/test-run.js';

const SLOW = `export function unseen(items: Item[], seenIds: string[]) {
  return items.filter((item) => !seenIds.includes(item.id));
}
`;

const DEDUPE = `
export function unique(ids: string[]) {
  const result: string[] = [];
  for (const id of ids) {
    if (!result.includes(id)) result.push(id);
  }
  return result;
}
`;

const HELPER = `export function isBlocked(blocked, id) {
  return blocked.includes(id);
}
`;

const CALLER = `import { isBlocked } from './helper.js';

export function allowed(items, blocked) {
  return items.filter((item) => !isBlocked(blocked, item.id));
}
`;

const { Hint, Information, Warning } = vscode.DiagnosticSeverity;

describe('suspected growth while typing', () => {
  const folder = path.join(testRun().workspace, 'growth');

  /** Opens a file of this text. */
  async function openText(name: string, text: string): Promise<vscode.TextEditor> {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, name), text);
    return open(path.join('growth', name));
  }

  /** Waits until these rules, and no others, are shown. */
  async function shown(editor: vscode.TextEditor, rules: readonly string[]): Promise<void> {
    await eventually(() =>
      assert.deepEqual(
        diagnosticsIn(editor.document).map(({ code }) => code),
        rules,
      ),
    );
  }

  async function replace(editor: vscode.TextEditor, old: string, by: string): Promise<void> {
    const start = editor.document.getText().indexOf(old);
    const range = new vscode.Range(
      editor.document.positionAt(start),
      editor.document.positionAt(start + old.length),
    );
    assert.ok(await editor.edit((change) => change.replace(range, by)));
  }

  /** The actions on the only line with this text, resolved as VS Code does before it applies one. */
  async function actionsOn(
    editor: vscode.TextEditor,
    text: string,
    kind = vscode.CodeActionKind.QuickFix,
  ): Promise<vscode.CodeAction[]> {
    const { range } = editor.document.lineAt(lineWith(editor, text) - 1);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      editor.document.uri,
      range,
      kind.value,
      20,
    );
    // The extensions of VS Code have actions, too.
    return actions.filter(({ title }) =>
      /^(?:Look up in a Set|Fix all suspected|Ignore|Show how to avoid)/u.test(title),
    );
  }

  async function apply({ edit, command }: vscode.CodeAction): Promise<void> {
    assert.ok(edit !== undefined && (await vscode.workspace.applyEdit(edit)));
    if (command !== undefined) {
      await vscode.commands.executeCommand(
        command.command,
        ...((command.arguments ?? []) as unknown[]),
      );
    }
  }

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('is hinted at, quietly, and fixed by an action', async () => {
    const editor = await openText('fix.ts', SLOW);
    await shown(editor, ['membership-in-loop']);
    const [hint] = diagnosticsIn(editor.document);
    assert.equal(hint?.severity, Hint);
    assert.equal(editor.document.getText(hint.range), 'seenIds.includes(item.id)');
    assert.match(hint.message, /walks `seenIds`/);
    const [fix] = await actionsOn(editor, 'seenIds.includes');
    assert.equal(fix?.isPreferred, true);
    await apply(fix);
    const text = editor.document.getText();
    assert.match(text, /new Set\(seenIds\)/);
    assert.match(text, /\.has\(item\.id\)/);
    await shown(editor, []);
  });

  it('keeps its hints while the text does not parse, and follows what is typed', async () => {
    const editor = await openText('typing.ts', 'export const one = 1;\n');
    await editor.edit((change) => change.insert(new vscode.Position(1, 0), SLOW));
    await shown(editor, ['membership-in-loop']);
    await replace(editor, 'export const one = 1;', 'export const one = (1;');
    // Long enough for a scan, which must change nothing.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await shown(editor, ['membership-in-loop']);
    assert.deepEqual(await actionsOn(editor, 'seenIds.includes'), []);
    await replace(editor, 'export const one = (1;', 'export const two = 2;\n');
    await replace(editor, 'seenIds.includes', 'seenIds.has');
    await shown(editor, []);
  });

  it('is ignored by a comment, where a comment can stand', async () => {
    const editor = await openText('ignore.ts', SLOW);
    await shown(editor, ['membership-in-loop']);
    const actions = await actionsOn(editor, 'seenIds.includes');
    const ignore = actions.find(({ title }) => title === 'Ignore membership-in-loop here');
    assert.ok(ignore !== undefined);
    await apply(ignore);
    assert.ok(
      editor.document.getText().includes('  // rankscope-ignore-next-line membership-in-loop\n'),
    );
    await shown(editor, []);
  });

  it('has a page that shows what to do where no fix is safe', async () => {
    const editor = await openText('untyped.js', SLOW.replace(/: \w+\[\]/gu, ''));
    await shown(editor, ['membership-in-loop']);
    const [show, ...others] = await actionsOn(editor, 'seenIds.includes');
    assert.equal(show?.title, 'Show how to avoid it (membership-in-loop)');
    assert.deepEqual(
      others.map(({ title }) => title),
      ['Ignore membership-in-loop here'],
    );
    await vscode.commands.executeCommand(COMMANDS.showAdvice, 'membership-in-loop');
    await eventually(() => {
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      assert.ok(tabs.some(({ label }) => label.includes('membership-in-loop.md')));
    });
  });

  it('is fixed all at once, by an action or a command', async () => {
    const editor = await openText('all.ts', SLOW + DEDUPE);
    await shown(editor, ['membership-in-loop', 'dedupe-by-scan']);
    const kind = vscode.CodeActionKind.SourceFixAll.append('rankscope');
    const [all] = await actionsOn(editor, 'export function unseen', kind);
    assert.equal(all?.title, 'Fix all suspected growth in this file (2)');
    await vscode.commands.executeCommand(COMMANDS.fixAll);
    await shown(editor, []);
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), SLOW + DEDUPE);
    await apply(all);
    await shown(editor, []);
  });

  it('knows what other files of the package do, with the place in them', async () => {
    const helper = await openText('helper.js', HELPER);
    const editor = await openText('caller.js', CALLER);
    await eventually(() => {
      const found = [...diagnosticsIn(helper.document), ...diagnosticsIn(editor.document)];
      assert.deepEqual(
        found.map(({ code }) => code),
        ['membership-in-loop'],
      );
      assert.equal(found[0]?.relatedInformation?.length, 1);
    });
  });

  it('obeys the settings', async () => {
    const editor = await openText('settings.ts', SLOW);
    await shown(editor, ['membership-in-loop']);
    await withSetting('scan.rules', { 'membership-in-loop': 'off', 'find-join': 'nonsense' }, () =>
      shown(editor, []),
    );
    await withSetting('scan.rules', { 'membership-in-loop': 'information' }, () =>
      eventually(() => assert.equal(diagnosticsIn(editor.document)[0]?.severity, Information)),
    );
    await withSetting('scan.enabled', false, () => shown(editor, []));
    await shown(editor, ['membership-in-loop']);
  });

  it('leaves out what the baseline knows', async () => {
    const editor = await openText('known.ts', SLOW);
    await shown(editor, ['membership-in-loop']);
    const { run } = await import('../support/programs.js');
    const cli = path.join(testRun().root, 'dist', 'cli.js');
    const args = [cli, 'scan', 'growth', '--write-baseline', 'growth/baseline.json'];
    await run(['node', ...args], { cwd: testRun().workspace });
    await withSetting('scan.baseline', 'growth/baseline.json', async () => {
      await shown(editor, []);
      await editor.edit((change) => change.insert(new vscode.Position(0, 0), DEDUPE));
      await shown(editor, ['dedupe-by-scan']);
    });
  });

  it('looks into the scripts of Vue files', async () => {
    const text = `<template><p>{{ n }}</p></template>\n<script setup lang="ts">\n${SLOW}</script>\n`;
    const editor = await openText('Feed.vue', text);
    await shown(editor, ['membership-in-loop']);
    assert.equal(diagnosticsIn(editor.document)[0]?.range.start.line, 3);
  });

  it('is hinted at and fixed in a text that was never saved', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'typescript',
      content: SLOW,
    });
    const editor = await vscode.window.showTextDocument(document);
    await shown(editor, ['membership-in-loop']);
    const [fix] = await actionsOn(editor, 'seenIds.includes');
    assert.ok(fix !== undefined);
    await apply(fix);
    await shown(editor, []);
    assert.match(document.getText(), /new Set\(seenIds\)/);
  });

  it('is a warning once it was measured super-linear, and gone once linear', async () => {
    const analyst = new AnalystClient(path.join(testRun().root, 'dist'));
    const log = vscode.window.createOutputChannel('Measured', { log: true });
    const growth = new SuspectedGrowth(analyst, log);
    try {
      const editor = await openText('measured.ts', SLOW);
      const site = (rate: number) => ({
        file: editor.document.uri.fsPath,
        line: lineWith(editor, 'seenIds.includes'),
        kind: 'builtin' as const,
        growth: rate,
        counts: [62_500, 1_000_000],
        ...{
          parameter: 'n',
          others: [],
          lineText: 'return items.filter((item) => !seenIds.includes(item.id));',
        },
      });
      assert.equal((await growth.of(editor.document))[0]?.diagnostic.severity, Hint);
      growth.setMeasured([site(2)]);
      const [warning] = await growth.of(editor.document);
      assert.equal(warning?.diagnostic.severity, Warning);
      assert.match(
        warning.diagnostic.message,
        /^Measured: n\^2\.00, 62 500 → 1 000 000\. `seenIds/u,
      );
      growth.setMeasured([site(1)]);
      assert.deepEqual(await growth.of(editor.document), []);
      await replace(editor, 'item.id', 'item.key');
      assert.equal((await growth.of(editor.document))[0]?.diagnostic.severity, Hint);
    } finally {
      growth.dispose();
      analyst.dispose();
      log.dispose();
    }
  });

  it('tells of every fix, with the text before it', async () => {
    const analyst = new AnalystClient(path.join(testRun().root, 'dist'));
    const log = vscode.window.createOutputChannel('Fixed', { log: true });
    const growth = new SuspectedGrowth(analyst, log);
    const told: string[] = [];
    growth.onDidFix(({ uri, before }) => told.push(`${path.basename(uri.fsPath)} ${before}`));
    try {
      const editor = await openText('told.ts', SLOW);
      assert.equal(await fixAllIn(editor.document, growth), 1);
      assert.deepEqual(told, [`told.ts ${SLOW}`]);
      assert.equal(await fixAllIn(editor.document, growth), 0);
      assert.equal(told.length, 1);
    } finally {
      growth.dispose();
      analyst.dispose();
      log.dispose();
    }
  });
});
