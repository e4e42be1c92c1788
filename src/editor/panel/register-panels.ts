import path from 'node:path';
import * as vscode from 'vscode';
import type { AnalystClient } from '../analyst-client.js';
import type { CurrentRecording } from '../recordings/current-recording.js';
import { usualRoot } from '../start/workspace-facts.js';
import { FlamePanels } from './flame-panels.js';
import { ProfileEditor } from './profile-editor.js';

/** Makes VS Code show recordings and profile files as flame graphs. */
export function registerPanels(
  extensionUri: vscode.Uri,
  analyst: AnalystClient,
  current: CurrentRecording,
): { readonly panels: FlamePanels; readonly disposable: vscode.Disposable } {
  const root = () => usualRoot() ?? '';
  const panels = new FlamePanels({
    extensionUri,
    analyst,
    openRecording: async ({ path: file, thread }) => {
      const { shown } = current;
      if (shown?.path === file) return current.readThread(shown, thread);
      const whole = await current.read(file, path.basename(file), root());
      const opened = thread === undefined ? whole : await current.readThread(whole, thread);
      // After a restart the panel is all there is: what it shows is what annotations are about.
      if (shown === undefined) current.show(opened);
      return opened;
    },
  });
  const profiles = new ProfileEditor({
    extensionUri,
    analyst,
    onOpened: (recording, file) => {
      const name = path.basename(file);
      current.show({ recording, path: file, name, root: usualRoot() ?? path.dirname(file) });
    },
    onClosed: (id) => {
      if (current.shown?.id === id) current.show(undefined);
    },
  });
  const disposable = vscode.Disposable.from(panels, panels.register(), profiles.register());
  return { panels, disposable };
}
