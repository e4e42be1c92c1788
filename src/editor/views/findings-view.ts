import * as vscode from 'vscode';
import { percentText } from '../../core/analysis/figures.js';
import type { ParameterFinding } from '../../core/analysis/parameters.js';
import type { Finding, FindingKind } from '../../core/analysis/summary.js';
import type { CurrentGrowth } from '../growth/current-growth.js';
import { exponentText } from '../growth/growth-text.js';
import type { CurrentRecording } from '../recordings/current-recording.js';
import { openCommand, placeText } from './place-item.js';

const ICONS: Readonly<Record<FindingKind, string>> = {
  'hot-line': 'flame',
  allocation: 'database',
  'gc-pressure': 'trash',
  superlinear: 'graph-line',
};

type ListedFinding = Finding | ParameterFinding;

/** The findings of the growth that was measured and of the recording that is shown. */
export class FindingsView implements vscode.TreeDataProvider<ListedFinding>, vscode.Disposable {
  readonly #current: CurrentRecording;
  readonly #growth: CurrentGrowth;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #listening: vscode.Disposable;

  constructor(current: CurrentRecording, growth: CurrentGrowth) {
    this.#current = current;
    this.#growth = growth;
    const changed = () => this.#changed.fire(undefined);
    this.#listening = vscode.Disposable.from(
      current.onDidChange(changed),
      growth.onDidChange(changed),
    );
  }

  getChildren(element?: ListedFinding): ListedFinding[] {
    if (element !== undefined) return [];
    const measured = this.#growth.shown?.findings ?? [];
    return [...measured, ...(this.#current.shown?.recording.findings ?? [])];
  }

  getTreeItem(finding: ListedFinding): vscode.TreeItem {
    const { kind, message, severity, file, line } = finding;
    const item = new vscode.TreeItem(findingTitle(finding));
    const color = severity === 'warning' ? 'list.warningForeground' : 'list.deemphasizedForeground';
    item.iconPath = new vscode.ThemeIcon(ICONS[kind], new vscode.ThemeColor(color));
    item.description = placeText(file, line);
    item.tooltip = `${message}\n${item.description}`;
    item.command = openCommand(file, line);
    return item;
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}

/** A finding in as few words as a side bar has room for; its message stands in the tooltip. */
function findingTitle(finding: ListedFinding): string {
  const { kind, share, function: name, line } = finding;
  const part = percentText(share);
  switch (kind) {
    case 'hot-line':
      return `${part} of CPU time, line ${line} of ${name}`;
    case 'allocation':
      return `${part} of all bytes, ${name}`;
    case 'gc-pressure':
      return `${part} of CPU time in GC, ${name}`;
    case 'superlinear':
      return `Grows ${growthOf(finding)}, ${name === '' ? `line ${line}` : name}`;
    default:
      return kind satisfies never;
  }
}

function growthOf(finding: ListedFinding): string {
  return 'growth' in finding ? `as ${exponentText(finding)}` : 'faster than its input';
}
