import path from 'node:path';
import * as vscode from 'vscode';
import type { RuleId } from '../../core/rules/rule.js';
import { isObject } from '../../protocol/guards.js';
import { setting } from '../settings.js';
import { rootOf } from '../start/workspace-facts.js';

/** How a suspicion is shown; `off` for not at all. */
export type RuleLevel = 'off' | 'hint' | 'information' | 'warning';

const SEVERITIES: Readonly<Record<Exclude<RuleLevel, 'off'>, vscode.DiagnosticSeverity>> = {
  hint: vscode.DiagnosticSeverity.Hint,
  information: vscode.DiagnosticSeverity.Information,
  warning: vscode.DiagnosticSeverity.Warning,
};

/** How findings of a rule are shown in this document; nothing when the rule is off. */
export function severityOf(
  rule: RuleId,
  scope: vscode.ConfigurationScope,
): vscode.DiagnosticSeverity | undefined {
  const level = levels(scope)[rule] ?? 'hint';
  return level === 'off' ? undefined : SEVERITIES[level];
}

/** The rules that are switched off for this document. */
export function rulesOff(scope: vscode.ConfigurationScope): RuleId[] {
  return Object.entries(levels(scope)).flatMap(([rule, level]) =>
    level === 'off' ? [rule as RuleId] : [],
  );
}

/** The baseline file of this document's folder; empty when there is none. */
export function baselineOf(document: vscode.TextDocument): string {
  const file = setting('scan.baseline', document);
  return file === '' ? '' : path.resolve(rootOf(document.uri), file);
}

/** What is no level counts as not chosen: VS Code marks it in the settings already. */
function levels(scope: vscode.ConfigurationScope): Readonly<Partial<Record<RuleId, RuleLevel>>> {
  const chosen: unknown = setting('scan.rules', scope);
  if (!isObject(chosen)) return {};
  return Object.fromEntries(
    Object.entries(chosen).filter(
      ([, level]) => level === 'off' || Object.hasOwn(SEVERITIES, String(level)),
    ),
  );
}
