import type { FrameFunction } from '../model/profile.js';
import { bytesText, durationText, percentText } from './figures.js';
import { functionTitle } from './function-title.js';
import type { AllocationSite, Finding, FunctionRow, LineRow, Summary } from './summary.js';

type Answers = Pick<Summary, 'functions' | 'lines' | 'gc' | 'allocatedBytes' | 'allocationSites'>;

/** A line below this share of busy time is not worth a finding. */
const HOT_LINE_SHARE = 0.05;
const MAX_HOT_LINES = 8;

/** A site below this share of all bytes, or below this size, is not worth a finding. */
const ALLOCATION_SHARE = 0.1;
const ALLOCATION_BYTES = 10 * 1024 * 1024;
const MAX_ALLOCATIONS = 5;

/** Collections that take less than this share of busy time are the normal price of memory. */
const GC_SHARE = 0.08;

/** From this share on a finding is a warning, below it is for information. */
const WARNING_SHARE = 0.15;

/** What is worth telling about one's own code? Most important first; only what was measured. */
export function findingsOf(answers: Answers, busyUs: number): Finding[] {
  const findings = [
    ...hotLines(answers.lines),
    ...allocations(answers.allocationSites, answers.functions),
    ...gcPressure(answers, busyUs),
  ];
  return findings.sort((a, b) => b.share - a.share);
}

function hotLines(lines: readonly LineRow[]): Finding[] {
  return lines
    .filter((row) => row.origin === 'own' && row.ownShare >= HOT_LINE_SHARE)
    .sort((a, b) => b.ownUs - a.ownUs)
    .slice(0, MAX_HOT_LINES)
    .map((row) => {
      const outside = row.ownUs - row.selfUs;
      const calls =
        outside > row.ownUs / 4
          ? `, ${percentText(outside / row.ownUs)} of it in what it calls`
          : '';
      return {
        ...finding('hot-line', row.ownShare, row.function),
        line: row.line,
        endLine: row.line,
        message:
          `Line ${row.line} of ${functionTitle(row.function)} takes ${percentText(row.ownShare)} ` +
          `of CPU time (${durationText(row.ownUs)}${calls}).`,
      };
    });
}

function allocations(
  sites: readonly AllocationSite[],
  functions: readonly FunctionRow[],
): Finding[] {
  return sites
    .filter(
      (site) =>
        site.origin === 'own' && site.share >= ALLOCATION_SHARE && site.bytes >= ALLOCATION_BYTES,
    )
    .slice(0, MAX_ALLOCATIONS)
    .map((site) => ({
      ...finding('allocation', site.share, site.function),
      endLine: endLineOf(site.function, functions),
      message:
        `${functionTitle(site.function)} allocates ${bytesText(site.bytes)}, ` +
        `${percentText(site.share)} of all bytes allocated.`,
    }));
}

function gcPressure(answers: Answers, busyUs: number): Finding[] {
  const { gc, functions } = answers;
  if (gc.share < GC_SHARE || busyUs === 0) return [];
  const worst = functions
    .filter((row) => row.origin === 'own' && row.gcUs > 0)
    .reduce<FunctionRow | undefined>(
      (a, b) => (a === undefined || b.gcUs > a.gcUs ? b : a),
      undefined,
    );
  if (worst === undefined) return [];
  return [
    {
      ...finding('gc-pressure', gc.share, worst.function),
      endLine: worst.endLine,
      message:
        `Garbage collection takes ${percentText(gc.share)} of CPU time (${gc.pauses.length} pauses, ` +
        `longest ${durationText(gc.maxUs)}); ${percentText(worst.gcUs / gc.totalUs)} of it began ` +
        `in ${functionTitle(worst.function)}.`,
    },
  ];
}

function finding(
  kind: Finding['kind'],
  share: number,
  spec: FrameFunction,
): Omit<Finding, 'message'> {
  return {
    kind,
    severity: share >= WARNING_SHARE ? 'warning' : 'info',
    file: spec.file,
    line: spec.line,
    endLine: spec.line,
    function: functionTitle(spec),
    evidence: 'measured',
    share,
  };
}

function endLineOf(spec: FrameFunction, functions: readonly FunctionRow[]): number {
  return functions.find((row) => row.function === spec)?.endLine ?? spec.line;
}
