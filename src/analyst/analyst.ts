import { neighboursOf, type NeighbourCost } from '../core/analysis/neighbours.js';
import { reportData, type ReportData } from '../core/analysis/report-data.js';
import { summarize } from '../core/analysis/summarize.js';
import type { Summary } from '../core/analysis/summary.js';
import { functionKey } from '../core/analysis/costs.js';
import type { SizeParameter } from '../core/model/size-parameter.js';
import { exportedSizes } from '../core/source/exported-sizes.js';
import { placeSource } from '../core/source/place-source.js';
import { runnablesOf, type Runnables } from '../core/source/runnables.js';
import {
  exportedFunctions,
  scaffoldWorkload,
  type ExportedFunction,
} from '../core/source/workload-scaffold.js';
import { exportFormat, exportRecording, type PageAssets } from '../io/export.js';
import { loadAny } from '../io/load-any.js';
import { finishRecording, type LoadedRecording } from '../io/recording-folder.js';
import { shownPath } from '../io/shown-path.js';
import { workloadsFor, type WorkloadFor } from '../io/workloads-for.js';
import { AnalystError } from './analyst-error.js';
import { overviewOf, type RecordingOverview } from './opened-recording.js';
import type { ScanQuestions } from './scan-questions.js';
import type {
  FileFigures,
  Neighbour,
  Neighbours,
  OpenedRecording,
  PlacedFile,
  PlacedSites,
  Questions,
  RecordingId,
} from './questions.js';

/** Answers every question, now or later. */
export type Answers = {
  readonly [Question in keyof Questions]: (
    request: Parameters<Questions[Question]>[0],
  ) => ReturnType<Questions[Question]> | Promise<ReturnType<Questions[Question]>>;
};

type Request<Question extends keyof Questions> = Parameters<Questions[Question]>[0];

/** More recordings than these are seldom looked at together, and each may take 100 MB. */
const MAX_OPEN = 4;

/** A recording and everything that was found out about it. */
interface HeldRecording {
  /** Folder or file it was read from. */
  readonly path: string;
  /** Folder whose sources may be shown. */
  readonly root: string;
  readonly loaded: LoadedRecording;
  readonly summary: Summary;
  readonly overview: RecordingOverview;
  page?: ReportData;
}

/**
 * Answers questions about recordings. All it throws for users to see is `ProfileFileError`,
 * `ExportError` and `AnalystError`.
 */
export class Analyst implements Omit<Answers, keyof ScanQuestions> {
  readonly #page: PageAssets;
  /** The one that was asked about last comes last. */
  readonly #held = new Map<RecordingId, HeldRecording>();
  #nextId: RecordingId;

  constructor({ page, firstRecordingId }: { page: PageAssets; firstRecordingId: RecordingId }) {
    this.#page = page;
    this.#nextId = firstRecordingId;
  }

  finish({ folder, run, root }: Request<'finish'>): OpenedRecording {
    return this.#hold(folder, root, finishRecording(folder, run, root));
  }

  async open({ path, thread, root }: Request<'open'>): Promise<OpenedRecording> {
    return this.#hold(path, root, await loadAny([path], root, thread));
  }

  close({ id }: Request<'close'>): void {
    this.#held.delete(id);
  }

  page({ id }: Request<'page'>): ReportData {
    const held = this.#recording(id);
    const { summary, loaded } = held;
    const { recordedAtMs, sources } = loaded;
    held.page ??= reportData(summary, sources, {
      version: this.#page.version,
      ...(recordedAtMs !== undefined && { recordedAtMs }),
    });
    return held.page;
  }

  neighbours({ id, function: index }: Request<'neighbours'>): Neighbours {
    const { summary, overview } = this.#recording(id);
    const { cpuProfile } = summary;
    const spec = overview.functions[index];
    const key = spec === undefined ? '' : functionKey(spec);
    const inProfile = cpuProfile?.functions.findIndex((each) => functionKey(each) === key) ?? -1;
    if (cpuProfile === undefined || inProfile === -1) return { callers: [], callees: [] };
    const { callers, callees } = neighboursOf(cpuProfile, inProfile);
    const told = (costs: readonly NeighbourCost[]) =>
      costs.flatMap(({ functionIndex, total }): Neighbour[] => {
        const other = overview.indexOf(cpuProfile.functions[functionIndex]!);
        return other === undefined ? [] : [{ function: other, totalUs: total }];
      });
    return { callers: told(callers), callees: told(callees) };
  }

  place({ id, file, text }: Request<'place'>): PlacedFile {
    const { loaded, overview } = this.#recording(id);
    const figures = overview.opened.files.find((each) => each.file === file);
    if (figures === undefined) return { changed: false, isBroken: false, lines: [], functions: [] };
    const recorded = loaded.fingerprints.get(file) ?? loaded.sources.fingerprint(file);
    if (recorded === undefined) return unmoved(figures, overview);
    const positions = new Map(figures.functions.map((index, position) => [index, position]));
    const { changed, isBroken, lines, functions } = placeSource(
      recorded,
      { text, fileName: file },
      figures.functions.map((index) => overview.functions[index]!),
      figures.lines.map(({ line, function: index }) => ({
        line,
        function: positions.get(index) ?? -1,
      })),
    );
    return {
      changed,
      isBroken,
      lines,
      functions: functions.flatMap((place, position) =>
        place === undefined ? [] : [{ function: figures.functions[position]!, ...place }],
      ),
    };
  }

  placeSites({ source, file, text, lines, functions }: Request<'placeSites'>): PlacedSites {
    const placed = placeSource(
      source,
      { text, fileName: file },
      functions.map((each) => ({ ...each, column: 0 })),
      // The text itself tells which function a line is in.
      lines.map((line) => ({ line, function: -1 })),
    );
    return {
      isBroken: placed.isBroken,
      lines: placed.lines,
      functions: placed.functions.flatMap((each, i) =>
        each === undefined ? [] : [{ ...each, then: functions[i]!.line }],
      ),
    };
  }

  proposedSizes({ file, text }: Request<'proposedSizes'>): readonly SizeParameter[] | undefined {
    return exportedSizes(text, file);
  }

  exportedFunctions({ file, text }: Request<'exportedFunctions'>): readonly ExportedFunction[] {
    return exportedFunctions(text, file);
  }

  scaffold(request: Request<'scaffold'>): string {
    return scaffoldWorkload(request);
  }

  runnables({ file, text }: Request<'runnables'>): Runnables {
    return runnablesOf(text, file);
  }

  workloadsFor({ files, workloads, root }: Request<'workloadsFor'>): readonly WorkloadFor[] {
    return workloadsFor(files, workloads, root);
  }

  async export({ id, to, view }: Request<'export'>): Promise<void> {
    const { path, root, loaded, summary } = this.#recording(id);
    await exportRecording(
      { name: path, loaded, summary },
      {
        to,
        format: exportFormat(to),
        view,
        page: this.#page,
        showPath: (file) => shownPath(file, root),
      },
    );
  }

  #hold(path: string, root: string, loaded: LoadedRecording): OpenedRecording {
    const id = this.#nextId++;
    const summary = summarize(loaded.recording, loaded.sources);
    const overview = overviewOf(summary, { id, recordedAtMs: loaded.recordedAtMs });
    this.#held.set(id, { path, root, loaded, summary, overview });
    const [oldest] = this.#held.keys();
    if (this.#held.size > MAX_OPEN && oldest !== undefined) this.#held.delete(oldest);
    return overview.opened;
  }

  #recording(id: RecordingId): HeldRecording {
    const held = this.#held.get(id);
    if (held === undefined) {
      throw new AnalystError('not-open', 'This recording is not open any more. Open it again.');
    }
    this.#held.delete(id);
    this.#held.set(id, held);
    return held;
  }
}

/** Everything where it was recorded, for a file nobody knows more about. */
function unmoved({ lines, functions }: FileFigures, { opened }: RecordingOverview): PlacedFile {
  return {
    changed: false,
    isBroken: false,
    lines: lines.map(({ line }) => ({ then: line, now: line })),
    functions: functions.map((index) => {
      const { line, endLine } = opened.functions[index]!;
      return { function: index, line, endLine, stale: false };
    }),
  };
}
