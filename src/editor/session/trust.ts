import * as vscode from 'vscode';

/** May code of this workspace be run? If not, says so and offers to change it. */
export async function isTrusted(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = 'Manage Workspace Trust';
  const chosen = await vscode.window.showErrorMessage(
    'Recording runs code of this workspace, which is in Restricted Mode. Trust the workspace to record; recordings and profiles can be looked at without.',
    manage,
  );
  if (chosen === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return vscode.workspace.isTrusted;
}
