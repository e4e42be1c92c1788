import * as vscode from 'vscode';
import type { CurrentRecording } from '../recordings/current-recording.js';
import { ExplorerBadges } from './explorer-badges.js';
import { functionLenses } from './function-lenses.js';
import { Hovers } from './hovers.js';
import { LineDecorations } from './line-decorations.js';
import { PlacementLenses } from './placement-lenses.js';
import { Placements } from './placements.js';
import { recordingProblems } from './problems.js';

/** Every file: a profile of another language annotates its lines, too. */
const ANY_FILE: vscode.DocumentSelector = { scheme: 'file' };

/** Shows the current recording in the text: decorations, lenses, hovers, badges, problems. */
export function annotate(current: CurrentRecording): vscode.Disposable {
  // First: the others ask it, and are told of a new recording after it.
  const placements = new Placements(current);
  const lenses = new PlacementLenses(placements, functionLenses);
  const badges = new ExplorerBadges(placements, current);
  return vscode.Disposable.from(
    placements,
    lenses,
    badges,
    new LineDecorations(placements),
    recordingProblems(placements, current),
    vscode.languages.registerCodeLensProvider(ANY_FILE, lenses),
    vscode.languages.registerHoverProvider(ANY_FILE, new Hovers(placements, current)),
    vscode.window.registerFileDecorationProvider(badges),
  );
}
