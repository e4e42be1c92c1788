import * as vscode from 'vscode';
import type { Finding } from '../../core/rules/file-summary.js';
import type { TextEdit } from '../../core/rules/rule.js';
import { COMMANDS } from '../contributions.js';
import type { SuspectedGrowth } from './suspected-growth.js';
import type { Suspect } from './suspect.js';

const { QuickFix, SourceFixAll } = vscode.CodeActionKind;
const FIX_ALL = SourceFixAll.append('rankscope');

/** An action whose edit is worked out when it is chosen. */
class LazyAction extends vscode.CodeAction {
  readonly document: vscode.TextDocument;
  /** The finding to be ignored; nothing where all are to be fixed. */
  readonly ignored: Finding | undefined;

  constructor(
    title: string,
    kind: vscode.CodeActionKind,
    of: { readonly document: vscode.TextDocument; readonly ignored?: Finding },
  ) {
    super(title, kind);
    this.document = of.document;
    this.ignored = of.ignored;
  }
}

/** What can be done about suspected growth: fix it, fix all, learn how, ignore it. */
export class SuspectActions implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [QuickFix, FIX_ALL],
  };
  readonly #growth: SuspectedGrowth;

  constructor(growth: SuspectedGrowth) {
    this.#growth = growth;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { only }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const suspects = await this.#growth.of(document);
    const fixable = suspects.filter(({ finding }) => finding.fix !== undefined).length;
    const actions: vscode.CodeAction[] = [];
    if (only === undefined || only.contains(QuickFix)) {
      const here = suspects.filter(
        ({ diagnostic }) => diagnostic.range.intersection(range) !== undefined,
      );
      const isFixable = here.some(({ finding }) => finding.fix !== undefined);
      actions.push(...here.flatMap((suspect) => fixes(document, suspect)));
      if (isFixable && fixable > 1) actions.push(fixAll(document, fixable, QuickFix));
      actions.push(...here.map((suspect) => ignoring(document, suspect)));
    }
    if (only?.contains(FIX_ALL) === true && fixable > 0) {
      actions.push(fixAll(document, fixable, FIX_ALL));
    }
    return actions;
  }

  async resolveCodeAction(action: vscode.CodeAction): Promise<vscode.CodeAction> {
    if (!(action instanceof LazyAction)) return action;
    const { document, ignored } = action;
    if (ignored !== undefined) {
      const edit = await this.#growth.ignore(document, ignored);
      if (edit === undefined) throw new Error(noPlaceFor(ignored));
      action.edit = workspaceEdit(document, [edit]);
      return action;
    }
    const before = document.getText();
    const { text } = await this.#growth.fixAll(document);
    action.edit = workspaceEdit(document, [difference(before, text)]);
    return action;
  }
}

/** Makes every known fix in a document, as one step for undo. Says how many there were. */
export async function fixAllIn(
  document: vscode.TextDocument,
  growth: SuspectedGrowth,
): Promise<number> {
  const before = document.getText();
  const { version } = document;
  const { text, count } = await growth.fixAll(document);
  if (count === 0 || document.version !== version) return 0;
  await vscode.workspace.applyEdit(workspaceEdit(document, [difference(before, text)]));
  growth.didFix({ uri: document.uri, before });
  return count;
}

function fixes(
  document: vscode.TextDocument,
  { finding, diagnostic }: Suspect,
): vscode.CodeAction[] {
  const { fix, rule } = finding;
  if (fix === undefined) {
    const action = new vscode.CodeAction(`Show how to avoid it (${rule})`, QuickFix);
    action.diagnostics = [diagnostic];
    action.command = { title: action.title, command: COMMANDS.showAdvice, arguments: [rule] };
    return [action];
  }
  const action = new vscode.CodeAction(fix.title, QuickFix);
  action.diagnostics = [diagnostic];
  action.isPreferred = true;
  action.edit = workspaceEdit(document, fix.edits);
  action.command = afterFix(document);
  return [action];
}

function fixAll(
  document: vscode.TextDocument,
  count: number,
  kind: vscode.CodeActionKind,
): vscode.CodeAction {
  const action = new LazyAction(`Fix all suspected growth in this file (${count})`, kind, {
    document,
  });
  action.command = afterFix(document);
  return action;
}

function ignoring(
  document: vscode.TextDocument,
  { finding, diagnostic }: Suspect,
): vscode.CodeAction {
  const title = `Ignore ${finding.rule} here`;
  const action = new LazyAction(title, QuickFix, { document, ignored: finding });
  action.diagnostics = [diagnostic];
  return action;
}

/** Runs once the edit has been made. */
function afterFix(document: vscode.TextDocument): vscode.Command {
  return {
    title: 'Tell of the fix',
    command: COMMANDS.fixed,
    arguments: [{ uri: document.uri, before: document.getText() }],
  };
}

function workspaceEdit(
  document: vscode.TextDocument,
  edits: readonly TextEdit[],
): vscode.WorkspaceEdit {
  const made = new vscode.WorkspaceEdit();
  made.set(
    document.uri,
    edits.map(({ start, end, text }) => {
      const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
      return vscode.TextEdit.replace(range, text);
    }),
  );
  return made;
}

/** One edit that leaves alone what is the same at both ends, so that the cursor stays. */
function difference(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}

function noPlaceFor({ rule }: Finding): string {
  return `No comment can stand at this place. Switch ${rule} off in the setting rankscope.scan.rules, or put the place into a baseline.`;
}
