import { originOf } from '../model/files.js';
import type { FrameFunction } from '../model/profile.js';
import { UNKNOWN_LINE, type Line1 } from '../model/units.js';
import { functionAt } from '../source/source-facts.js';
import type { SourceLibrary } from '../source/source-library.js';
import { functionKey, type Costs, type LineCost } from './costs.js';
import { share } from './figures.js';
import { functionTitle } from './function-title.js';
import type { LineEvidence, Repair } from './line-evidence.js';
import type { AllocationSite, FunctionRow, GcSummary, LineRow } from './summary.js';

/** Everything known of each function, heaviest self time first. */
export function functionRows(
  costs: Costs,
  bytes: Costs,
  gc: GcSummary,
  sources: SourceLibrary,
): FunctionRow[] {
  const rows = new Map<string, Mutable<FunctionRow>>();
  const rowOf = (spec: FrameFunction) => {
    const key = functionKey(spec);
    const row = rows.get(key) ?? emptyRow(spec);
    rows.set(key, row);
    return row;
  };
  for (const cost of costs.functions) {
    const row = rowOf(cost.function);
    row.selfUs = cost.self;
    row.totalUs = cost.total;
    row.selfShare = share(cost.self, costs.busy);
    row.totalShare = share(cost.total, costs.busy);
  }
  for (const cost of bytes.functions) {
    const row = rowOf(cost.function);
    row.allocatedBytes = cost.self;
    row.allocatedShare = share(cost.self, bytes.busy);
  }
  for (const pause of gc.pauses) {
    if (pause.function === undefined) continue;
    const row = rowOf(pause.function);
    row.gcUs += pause.durationUs;
    row.gcPauses += 1;
  }
  const sorted = [...rows.values()].sort((a, b) => b.selfUs - a.selfUs || b.totalUs - a.totalUs);
  for (const row of sorted) row.endLine = endLine(row.function, sources);
  return sorted;
}

function emptyRow(spec: FrameFunction): Mutable<FunctionRow> {
  return {
    function: spec,
    origin: originOf(spec.file),
    endLine: spec.line,
    selfUs: 0,
    totalUs: 0,
    selfShare: 0,
    totalShare: 0,
    allocatedBytes: 0,
    allocatedShare: 0,
    gcUs: 0,
    gcPauses: 0,
  };
}

/** The last line of a function; its first one where the source does not tell. */
function endLine(spec: FrameFunction, sources: SourceLibrary): Line1 {
  if (spec.line === 0) return spec.line;
  const facts = sources.facts(spec.file);
  if (facts === undefined) return spec.line;
  // The code of a file as a whole has no function around it.
  if (spec.name === '' && spec.line === 1 && spec.column <= 1) return facts.lineCount;
  const range = facts.functions[functionAt(facts, spec.name, spec.line, spec.column)];
  return Math.max(spec.line, range?.endLine ?? spec.line);
}

const NO_PAUSES = { gcUs: 0, gcPauses: 0 };

/** A line is what most of it is: it needs that share of moved or guessed time to be called so. */
const WORTH_TELLING = 0.1;

/** How the figures of a line are known. */
function lineAttribution(
  { file, line, self, total }: LineCost,
  evidence: LineEvidence,
): Pick<LineRow, 'attribution' | 'totalAttribution' | 'repair'> {
  const repairs = [...evidence.repairs(file, line)].sort((a, b) => b.value - a.value);
  const valueOf = (isWanted: (repair: Repair) => boolean) =>
    repairs.filter(isWanted).reduce((sum, { value }) => sum + value, 0);
  const isGuess = ({ why }: Repair) => why === 'one-of-several' || why === 'rough-map';
  const least = self * WORTH_TELLING;
  const moved = valueOf(() => true);
  const [main] = valueOf(isGuess) > least ? repairs.filter(isGuess) : repairs;
  const isTold = self > 0 && moved > least && main !== undefined;
  const guessedTotal = evidence.guessedTotal(file, line);
  return {
    attribution: !isTold ? 'sampled' : isGuess(main) ? 'estimated' : 'repaired',
    totalAttribution: guessedTotal > total * WORTH_TELLING ? 'estimated' : 'sampled',
    ...(isTold && { repair: { why: main.why, caller: functionTitle(main.caller) } }),
  };
}

/** The cost of each line of own code and dependencies, heaviest self time first. */
export function lineRows(costs: Costs, evidence: LineEvidence, gc: GcSummary): LineRow[] {
  const pauses = new Map<string, { gcUs: number; gcPauses: number }>();
  for (const { function: spec, line, durationUs } of gc.pauses) {
    if (spec === undefined || line === UNKNOWN_LINE) continue;
    const key = `${spec.file}\0${line}`;
    const { gcUs, gcPauses } = pauses.get(key) ?? NO_PAUSES;
    pauses.set(key, { gcUs: gcUs + durationUs, gcPauses: gcPauses + 1 });
  }
  return costs.lines
    .map((cost): LineRow => ({
      file: cost.file,
      line: cost.line,
      origin: originOf(cost.file),
      function: cost.function,
      selfUs: cost.self,
      totalUs: cost.total,
      ownUs: cost.own,
      selfShare: share(cost.self, costs.busy),
      totalShare: share(cost.total, costs.busy),
      ownShare: share(cost.own, costs.busy),
      ...(pauses.get(`${cost.file}\0${cost.line}`) ?? NO_PAUSES),
      ...lineAttribution(cost, evidence),
    }))
    .filter((row) => row.origin === 'own' || row.origin === 'dependency');
}

/** The functions that allocate, most bytes first. */
export function allocationSites(bytes: Costs): AllocationSite[] {
  return bytes.functions
    .filter((cost) => cost.self > 0)
    .map((cost) => ({
      function: cost.function,
      origin: cost.origin,
      bytes: cost.self,
      share: share(cost.self, bytes.busy),
    }))
    .sort((a, b) => b.bytes - a.bytes);
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
