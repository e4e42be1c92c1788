import * as vscode from 'vscode';
import { durationText, percentText } from '../../core/analysis/figures.js';
import type { ShownRecording } from './current-recording.js';

interface ThreadItem extends vscode.QuickPickItem {
  readonly thread: string | undefined;
}

/**
 * Asks which thread of a recording is to be shown: `all` for all of them together, nothing when
 * the user has thought better of it.
 */
export async function pickThread(
  shown: ShownRecording,
): Promise<{ readonly thread: string | undefined } | undefined> {
  const whole = shown.threads.reduce((sum, { busyUs }) => sum + busyUs, 0);
  const items: ThreadItem[] = [
    { label: 'All threads together', description: durationText(whole), thread: undefined },
    ...shown.threads.map(({ id, name, busyUs }) => ({
      label: name,
      description: `${durationText(busyUs)} · ${percentText(busyUs / (whole || 1))} of CPU time`,
      detail: `process ${id.slice(0, id.lastIndexOf('-'))}`,
      thread: id,
    })),
  ];
  const current = items.find(({ thread }) => thread === shown.thread);
  return vscode.window.showQuickPick(
    items.map((item) => ({ ...item, picked: item === current })),
    { title: `Threads of ${shown.recordingName}`, placeHolder: 'Which figures are to be shown?' },
  );
}
