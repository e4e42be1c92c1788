import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/editor/contributions.js';
import { rankscope } from './support/extension.js';

describe('activation', () => {
  it('registers every command, and no other', async () => {
    await rankscope().activate();
    const all = await vscode.commands.getCommands(true);
    const ours = all.filter((command) => command.startsWith('rankscope.') && !isOfView(command));
    assert.deepEqual(ours.sort(), Object.values(COMMANDS).sort());
  });
});

/** VS Code makes commands of views, such as `rankscope.findings.focus`. */
function isOfView(command: string): boolean {
  return command.split('.').length > 2;
}
