import * as vscode from 'vscode';
import { durationText } from '../../core/analysis/figures.js';
import { COMMANDS } from '../contributions.js';
import type { Recorded } from '../session/recorder.js';

/** Says that a recording is there, how its target ended, and what to do with it. */
export async function announce({ recording, name }: Recorded): Promise<void> {
  const { target, findings, cpu } = recording;
  const flame = 'Show Flame Graph';
  const share = 'Export…';
  const count = findings.length;
  const found =
    count === 0 ? 'nothing stands out' : `${count} ${count === 1 ? 'finding' : 'findings'}`;
  const text = `Recorded ${name}: ${durationText(cpu.busyUs)} of CPU time, ${found}.`;
  const crash = crashText(target);
  const chosen =
    crash === ''
      ? await vscode.window.showInformationMessage(text, flame, share)
      : await vscode.window.showWarningMessage(`${text} ${crash}`, flame, share);
  if (chosen === flame) await vscode.commands.executeCommand(COMMANDS.showFlameGraph);
  if (chosen === share) await vscode.commands.executeCommand(COMMANDS.export);
}

/** How the target failed, if it did; a recording that was stopped ends by the signal that stops it. */
function crashText({ exitCode, signal }: Recorded['recording']['target']): string {
  if (signal !== null && signal !== 'SIGINT' && signal !== 'SIGTERM') {
    return `It was ended by ${signal}; what it recorded until then is shown.`;
  }
  if (exitCode === null || exitCode === 0 || exitCode === 130 || exitCode === 143) return '';
  return `It ended with exit code ${exitCode}; its terminal says why. What it recorded is shown.`;
}
