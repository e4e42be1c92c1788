import * as vscode from 'vscode';

/** What runs code of the workspace, as the beginning of a sentence. */
const ACTIONS = {
  record: 'Recording',
  measure: 'Measuring growth',
  prove: 'Proving a change',
} as const;

/** What runs code of the workspace. */
export type TrustedAction = keyof typeof ACTIONS;

/**
 * May code of this workspace be run? If not, says so and offers to change it.
 * @param code what would be run, as people call it, where that is known already
 */
export async function isTrusted(action: TrustedAction, code?: string): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = 'Manage Workspace Trust';
  const where =
    code === undefined
      ? 'code of this workspace, which is in Restricted Mode'
      : `${code}, and this workspace is in Restricted Mode`;
  const chosen = await vscode.window.showErrorMessage(
    `${ACTIONS[action]} runs ${where}. Trust the workspace to ${action}; recordings, profiles and hints can be looked at without.`,
    manage,
  );
  if (chosen === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return vscode.workspace.isTrusted;
}
