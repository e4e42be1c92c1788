import type { Finding } from '../../core/analysis/summary.js';
import type { CurrentRecording } from '../recordings/current-recording.js';
import { FindingProblems } from './finding-problems.js';
import type { Placement } from './placement.js';
import type { Placements } from './placements.js';

/** The findings of the recording as problems. */
export function recordingProblems(
  placements: Placements,
  current: CurrentRecording,
): FindingProblems<Finding> {
  return new FindingProblems<Finding>({
    name: 'rankscope',
    onDidChange: current.onDidChange,
    onDidMove: [placements.onDidChange],
    all: () => current.shown?.recording.findings ?? [],
    fileOf: (document) =>
      placements.of(document) === undefined ? undefined : placements.figuresOf(document.uri)?.file,
    lineNow: (finding, document) => {
      const placement = placements.of(document);
      return placement && lineNow(finding, placement);
    },
  });
}

function lineNow(finding: Finding, placement: Placement): number | undefined {
  if (finding.kind === 'hot-line') {
    return placement.lines.find(({ figures }) => figures.line === finding.line)?.line;
  }
  const subject = placement.functions.find(({ figures }) => figures.line === finding.line);
  return subject?.stale === false ? subject.line : undefined;
}
