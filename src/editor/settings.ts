import * as vscode from 'vscode';
import { SETTINGS, type SettingName, type SettingValue } from './contributions.js';

/** What the user has chosen; what is not of the right type counts as not chosen. */
export function setting<Name extends SettingName>(
  name: Name,
  scope?: vscode.ConfigurationScope,
): SettingValue<Name> {
  const fallback = SETTINGS[name];
  const value: unknown = vscode.workspace.getConfiguration('rankscope', scope).get(name);
  return (typeof value === typeof fallback ? value : fallback) as SettingValue<Name>;
}

/** Tells when one of these settings may have another value. */
export function onSettingChange(
  names: readonly SettingName[],
  listener: () => void,
): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (names.some((name) => event.affectsConfiguration(`rankscope.${name}`))) listener();
  });
}

/** Writes a setting where it already has a value, else for the user. */
export async function changeSetting<Name extends SettingName>(
  name: Name,
  value: SettingValue<Name>,
): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('rankscope');
  const isOfWorkspace = configuration.inspect(name)?.workspaceValue !== undefined;
  const target = isOfWorkspace
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.Global;
  await configuration.update(name, value, target);
}
