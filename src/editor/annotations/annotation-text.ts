import { bytesText, durationText, percentText } from '../../core/analysis/figures.js';
import type { FunctionFigures, LineFigures } from '../../analyst/questions.js';

/** Self time that is so much of the total is not worth a figure of its own. */
const ALL_OF_IT = 0.9;

/** A line whose pauses are less than this share of its total is not about memory. */
const MUCH_GC = 0.05;

/** Below it, allocations and collections are the normal price of running. */
const WORTH_TELLING = 0.01;

/**
 * Shares at which heat rises by a level; a log scale, as costs are spread over decades. Below the
 * first a line is hit by a few samples of a short recording, which may be chance.
 */
const HEAT_STEPS = [0.01, 0.025, 0.06, 0.15, 0.35] as const;

/** How hot is this share of CPU time, from 1 to 5? 0 when it is not. */
export function heatLevel(share: number): number {
  return HEAT_STEPS.filter((step) => share >= step).length;
}

/** What stands behind a line: `24 % · 1.67 s`, with its self share where that is another. */
export function lineText(figures: LineFigures): string {
  const { selfUs, totalUs, selfShare, totalShare } = figures;
  const isEstimate = [figures.attribution, figures.totalAttribution].includes('estimated');
  const about = isEstimate ? '≈ ' : '';
  const total = `${about}${percentText(totalShare)} · ${durationText(totalUs)}`;
  const gc = figures.gcUs > totalUs * MUCH_GC ? ` · ${gcText(figures)}` : '';
  if (selfUs >= totalUs * ALL_OF_IT) return total + gc;
  const self = selfShare < 0.0005 ? ' in calls' : `, ${percentText(selfShare)} self`;
  return total + self + gc;
}

/** What stands behind the first line of a function: bytes and collections, which have no line. */
export function memoryText(figures: FunctionFigures): string {
  const parts: string[] = [];
  const { allocatedBytes, allocatedShare, gcUs, gcPauses } = figures;
  if (allocatedShare >= WORTH_TELLING) {
    parts.push(`${bytesText(allocatedBytes)} allocated (${percentText(allocatedShare)})`);
  }
  if (gcUs > 0 && gcPauses > 0) {
    parts.push(gcText(figures));
  }
  return parts.join(' · ');
}

/** `GC 24.1 ms in 3 pauses`. */
export function gcText({ gcUs, gcPauses }: Pick<LineFigures, 'gcUs' | 'gcPauses'>): string {
  return `GC ${durationText(gcUs)} in ${gcPauses} ${gcPauses === 1 ? 'pause' : 'pauses'}`;
}

/** The lens of a function: total, self, allocation, GC. */
export function functionText(figures: FunctionFigures): string {
  const { selfShare, totalShare, totalUs } = figures;
  const cpu = `${percentText(totalShare)} total (${durationText(totalUs)}), ${percentText(selfShare)} self`;
  const memory = memoryText(figures);
  return memory === '' ? cpu : `${cpu} · ${memory}`;
}
