import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/editor/contributions.js';
import { rankscope } from './support/extension.js';

const LARGEST_BUNDLE = 250_000;

describe('activation', () => {
  before(() => rankscope().activate());

  it('loads little code', () => {
    const { size } = statSync(path.join(rankscope().extensionPath, 'dist', 'extension.js'));
    assert.ok(size <= LARGEST_BUNDLE, `${size} bytes`);
  });

  it('registers every command, and no other', async () => {
    const all = await vscode.commands.getCommands(true);
    const ours = all.filter((command) => command.startsWith('rankscope.') && !isOfView(command));
    assert.deepEqual(ours.sort(), Object.values(COMMANDS).sort());
  });
});

/** VS Code makes commands of views, such as `rankscope.findings.focus`. */
function isOfView(command: string): boolean {
  return command.split('.').length > 2;
}
