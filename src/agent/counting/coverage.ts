import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { Session, type Profiler } from 'node:inspector';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { threadId } from 'node:worker_threads';
import { loopBodies } from '../../core/counting/loop-bodies.js';
import {
  COUNTING_VERSION,
  COUNTS_ENDING,
  SITES_ENDING,
  type CountsFile,
  type SitesFile,
} from '../../protocol/counting.js';
import { ID_LENGTH } from './counters.js';
import type { SourceText } from './source-text.js';

/**
 * Counts the rounds of loops by V8's block coverage, which changes no code. It sees no builtins, and
 * what it says of calls is not reliable, so loops are all there is.
 */
export class CoverageCounters {
  readonly #session = new Session();
  readonly #sources: SourceText;
  /** How long each script is; of what has run before, later answers say nothing. */
  readonly #ends = new Map<string, number>();
  #final: readonly Profiler.ScriptCoverage[] | undefined;

  constructor(sources: SourceText) {
    this.#sources = sources;
    this.#session.connect();
    this.#session.post('Profiler.enable');
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** Forgets what was counted so far. */
  restart(): void {
    this.#take();
    this.#final = undefined;
  }

  /** What was counted until now is what will be written down. */
  finish(): void {
    this.#final = this.#take();
  }

  /** Writes down counts, and the sites they belong to. */
  write(folder: string): void {
    const modules: CountsFile['modules'][number][] = [];
    for (const script of this.#final ?? this.#take()) {
      const counted = this.#countsOf(script);
      if (counted === undefined) continue;
      const { counts, ...sites } = counted;
      modules.push({ id: sites.id, counts });
      writeFileSync(join(folder, sites.id + SITES_ENDING), JSON.stringify(sites));
    }
    const { pid } = process;
    const file: CountsFile = { version: COUNTING_VERSION, pid, tid: threadId, modules };
    writeFileSync(join(folder, `${pid}-${threadId}${COUNTS_ENDING}`), JSON.stringify(file));
  }

  #take(): readonly Profiler.ScriptCoverage[] {
    let result: readonly Profiler.ScriptCoverage[] = [];
    // In its own thread the inspector answers before `post` returns.
    this.#session.post('Profiler.takePreciseCoverage', (_, answer) => {
      result = answer.result;
    });
    for (const { url, functions } of result) {
      const end = Math.max(...functions.flatMap(({ ranges }) => ranges.map(endOf)));
      this.#ends.set(url, Math.max(end, this.#ends.get(url) ?? 0));
    }
    return result;
  }

  #countsOf({ url, functions }: Profiler.ScriptCoverage) {
    const file = url.startsWith('file:') ? fileURLToPath(url) : url;
    if (!this.#sources.isOwn(file)) return undefined;
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      // It was never a file.
      return undefined;
    }
    const ranges = functions.flatMap((each) => each.ranges);
    // What was compiled from the file has its loops elsewhere.
    const isWhole = (this.#ends.get(url) ?? 0) >= text.length - 1;
    const bodies = isWhole ? loopBodies(text, file) : undefined;
    const id = createHash('sha256').update(`${file}\0${text}`).digest('hex').slice(0, ID_LENGTH);
    const sites: SitesFile = {
      ...{ version: COUNTING_VERSION, id, file },
      sites: bodies?.sites ?? [],
      isUnread: bodies === undefined,
    };
    return { ...sites, counts: (bodies?.offsets ?? []).map((offset) => countAt(ranges, offset)) };
  }
}

function endOf({ endOffset }: Profiler.CoverageRange): number {
  return endOffset;
}

/** Of all ranges around an offset the smallest one tells how often it was reached. */
function countAt(ranges: readonly Profiler.CoverageRange[], offset: number): number {
  let least = Infinity;
  let count = 0;
  for (const range of ranges) {
    const size = range.endOffset - range.startOffset;
    if (range.startOffset > offset || range.endOffset <= offset || size > least) continue;
    least = size;
    ({ count } = range);
  }
  return count;
}
