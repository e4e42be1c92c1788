import { functionKey } from '../core/analysis/costs.js';
import { functionTitle } from '../core/analysis/function-title.js';
import { heaviestFunctions, heaviestLines } from '../core/analysis/heaviest-rows.js';
import type { FunctionRow, LineRow, Summary } from '../core/analysis/summary.js';
import { visibleText } from '../core/analysis/visible-text.js';
import { isAbsolutePath, originOf } from '../core/model/files.js';
import type { FrameFunction } from '../core/model/profile.js';
import type {
  FileFigures,
  FunctionFigures,
  FunctionIndex,
  LineFigures,
  OpenedRecording,
} from './questions.js';

/** The heaviest so many by each of their figures are told of; nobody reads more. */
const MAX_FUNCTIONS = 2000;
const MAX_LINES = 10_000;

/** A message quotes names, which may be endless. */
const MAX_MESSAGE = 4000;

/** What is told of a recording, and the functions behind the numbers in it. */
export interface RecordingOverview {
  readonly opened: OpenedRecording;
  /** `functions[i]` is what `opened.functions[i]` tells of. */
  readonly functions: readonly FrameFunction[];
  /** The number of a function; nothing for those that are not told of. */
  indexOf(spec: FrameFunction): FunctionIndex | undefined;
}

/** What does a recording say, apart from the flame graphs? */
export function overviewOf(
  summary: Summary,
  { id, recordedAtMs }: Pick<OpenedRecording, 'id' | 'recordedAtMs'>,
): RecordingOverview {
  const rows = heaviestFunctions(summary.functions, MAX_FUNCTIONS);
  const indices = new Map(rows.map((row, index) => [functionKey(row.function), index]));
  const indexOf = (spec: FrameFunction) => indices.get(functionKey(spec));
  const { target, threads, processCount, cpu, allocatedBytes, gc, findings, warnings } = summary;
  const opened: OpenedRecording = {
    id,
    target,
    recordedAtMs,
    threads: threads.map(({ pid, tid, name, busyUs }) => {
      return { id: `${pid}-${tid}`, name: visibleText(name), busyUs };
    }),
    processCount,
    cpu: { busyUs: cpu.busyUs, samples: cpu.samples },
    allocatedBytes,
    gc: { pauses: gc.pauses.length, totalUs: gc.totalUs, share: gc.share },
    functions: rows.map(functionFigures),
    files: fileFigures(rows, heaviestLines(summary.lines, MAX_LINES), indexOf),
    findings: findings.map((finding) => ({
      ...finding,
      function: visibleText(finding.function),
      message: visibleText(finding.message, MAX_MESSAGE),
    })),
    warnings: warnings.map(({ code, message }) => {
      return { code, message: visibleText(message, MAX_MESSAGE) };
    }),
  };
  return { opened, functions: rows.map((row) => row.function), indexOf };
}

function functionFigures(row: FunctionRow): FunctionFigures {
  const { function: spec, ...figures } = row;
  return {
    name: visibleText(functionTitle(spec)),
    file: spec.file,
    line: spec.line,
    ...figures,
  };
}

function evidenceOf({
  attribution,
  totalAttribution,
  repair,
}: Pick<LineRow, 'attribution' | 'totalAttribution' | 'repair'>): Pick<
  LineFigures,
  'attribution' | 'totalAttribution' | 'repair'
> {
  if (repair === undefined) return { attribution, totalAttribution };
  const { why, caller } = repair;
  return { attribution, totalAttribution, repair: { why, caller: visibleText(caller) } };
}

interface FileSums {
  selfUs: number;
  selfShare: number;
  readonly lines: LineFigures[];
  readonly functions: FunctionIndex[];
}

/** The files people can look into: those of their own and of dependencies. */
function fileFigures(
  functions: readonly FunctionRow[],
  lines: readonly LineRow[],
  indexOf: (spec: FrameFunction) => FunctionIndex | undefined,
): FileFigures[] {
  const files = new Map<string, FileSums>();
  const sumsOf = (file: string): FileSums | undefined => {
    const origin = originOf(file);
    if (!isAbsolutePath(file) || (origin !== 'own' && origin !== 'dependency')) return undefined;
    const sums = files.get(file) ?? { selfUs: 0, selfShare: 0, lines: [], functions: [] };
    files.set(file, sums);
    return sums;
  };
  for (const [index, row] of functions.entries()) {
    const sums = sumsOf(row.function.file);
    if (sums === undefined) continue;
    sums.selfUs += row.selfUs;
    sums.selfShare += row.selfShare;
    sums.functions.push(index);
  }
  for (const { file, line, function: spec, selfUs, totalUs, ...row } of lines) {
    const index = indexOf(spec);
    if (index === undefined) continue;
    const { selfShare, totalShare, ownShare, gcUs, gcPauses } = row;
    const shares = { selfShare, totalShare, ownShare, gcUs, gcPauses };
    const figures = { line, function: index, selfUs, totalUs, ...shares };
    sumsOf(file)?.lines.push({ ...figures, ...evidenceOf(row) });
  }
  return [...files]
    .map(([file, sums]) => ({
      file,
      origin: originOf(file),
      ...sums,
      lines: sums.lines.sort((a, b) => a.line - b.line),
    }))
    .sort((a, b) => b.selfUs - a.selfUs);
}
