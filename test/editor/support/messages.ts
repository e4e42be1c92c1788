import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** A message as VS Code was asked to show it. */
export interface ShownMessage {
  readonly severity: 'information' | 'warning' | 'error';
  readonly text: string;
  readonly actions: readonly string[];
}

type Show = (text: string, ...rest: readonly unknown[]) => Promise<string | undefined>;

const WAYS = {
  showInformationMessage: 'information',
  showWarningMessage: 'warning',
  showErrorMessage: 'error',
} as const;

/** Does something while messages are answered by `choose`; gives all that were shown. */
export async function choosing(
  choose: (message: ShownMessage) => Promise<string | undefined>,
  during: () => Thenable<unknown>,
): Promise<readonly ShownMessage[]> {
  const shown: ShownMessage[] = [];
  const api = vscode.window as unknown as Record<keyof typeof WAYS, Show>;
  const names = Object.keys(WAYS) as (keyof typeof WAYS)[];
  const originals = names.map((name) => [name, api[name]] as const);
  for (const name of names) {
    api[name] = async (text, ...rest) => {
      const actions = rest.filter((each) => typeof each === 'string');
      const message: ShownMessage = { severity: WAYS[name], text, actions };
      shown.push(message);
      return choose(message);
    };
  }
  try {
    await during();
  } finally {
    for (const [name, original] of originals) api[name] = original;
  }
  return shown;
}

/**
 * Does something and presses these buttons, one a message, on what is shown meanwhile; `undefined`
 * closes a message. Gives the first one.
 */
export async function answered(
  button: string | undefined,
  during: () => Thenable<unknown>,
  ...more: readonly string[]
): Promise<ShownMessage> {
  const buttons = [button, ...more];
  const choose = (message: ShownMessage): Promise<string | undefined> => {
    const next = buttons.shift();
    assert.ok(next === undefined || message.actions.includes(next), JSON.stringify(message));
    return Promise.resolve(next);
  };
  const [first] = await choosing(choose, during);
  assert.ok(first !== undefined, 'Nothing was shown.');
  return first;
}
