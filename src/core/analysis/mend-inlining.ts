import type { FrameFunction, LeafLines, Profile } from '../model/profile.js';
import { UNKNOWN_LINE, type Line1 } from '../model/units.js';
import { isLooped } from '../source/own-code.js';
import type { SourceLibrary } from '../source/source-library.js';
import {
  CalledFunctions,
  holdsLine,
  INLINING_DEPTH,
  isHeadOf,
  ownCode,
  spansLine,
  type KnownFunction,
} from './called-functions.js';
import { InnermostWork } from './innermost-work.js';
import { LineEvidence } from './line-evidence.js';
import { moveLeafLines, type LeafPlace } from './move-leaf-lines.js';

/** A profile whose lines stand in the functions they belong to. */
export interface MendedProfile {
  readonly profile: Profile;
  /** Value that was given to the inlined function it was spent in. */
  readonly repaired: number;
  /** Value whose line belongs to another function, nobody knows which: the line is left out. */
  readonly dropped: number;
  readonly evidence: LineEvidence;
}

/**
 * Which function does a sampled line belong to? When V8 inlines `score()` of another file into
 * `rank()`, it books samples in `score` under `rank`, with the line numbers of the other file. A
 * line outside of its function's text is therefore looked for in the functions that this one
 * calls, directly or not, and if none of them holds it in the rest of its file. If exactly one
 * does, the value becomes that of a callee; if not, the function keeps the value and the line is
 * dropped.
 */
export function mendInlining(profile: Profile, sources: SourceLibrary): MendedProfile {
  const { leafLines } = profile;
  if (leafLines === undefined) {
    return { profile, repaired: 0, dropped: 0, evidence: new LineEvidence() };
  }
  return new Mending(profile, leafLines, sources).run();
}

class Mending {
  readonly #profile: Profile;
  readonly #leafLines: LeafLines;
  readonly #sources: SourceLibrary;
  readonly #called: CalledFunctions;
  readonly #innermost: InnermostWork;
  readonly #paths = new Map<string, readonly FrameFunction[] | undefined>();
  readonly #evidence = new LineEvidence();
  #repaired = 0;
  #dropped = 0;

  constructor(profile: Profile, leafLines: LeafLines, sources: SourceLibrary) {
    this.#profile = profile;
    this.#leafLines = leafLines;
    this.#sources = sources;
    this.#called = new CalledFunctions(profile, sources);
    this.#innermost = new InnermostWork(profile, this.#called);
  }

  run(): MendedProfile {
    const profile = moveLeafLines(this.#profile, this.#leafLines, (node, line, value) =>
      this.#placeOf(this.#profile.tree.functionIndex[node]!, line, value),
    );
    return {
      profile,
      repaired: this.#repaired,
      dropped: this.#dropped,
      evidence: this.#evidence,
    };
  }

  #placeOf(index: number, line: Line1, value: number): LeafPlace | undefined {
    const onOneLine = this.#pathOnOneLine(index, line);
    if (onOneLine !== undefined) {
      const caller = this.#profile.functions[index]!;
      this.#evidence.addRepair(caller.file, line, { why: 'one-line', caller, value });
      return { path: onOneLine, line };
    }
    if (this.#holds(index, line)) return undefined;
    const path = this.#pathTo(index, line);
    // It may be an unlikely line of its own; but if no other is meant, it is that one.
    if (path === undefined && this.#mayHold(index, line)) return undefined;
    if (path === undefined) {
      this.#dropped += value;
      return { path: [], line: UNKNOWN_LINE };
    }
    this.#repaired += value;
    const caller = this.#profile.functions[index]!;
    this.#evidence.addRepair(path.at(-1)?.file ?? '', line, { why: 'inlined', caller, value });
    return { path, line };
  }

  /** The callee that works, where a line holds many functions, which a source map takes apart. */
  #pathOnOneLine(index: number, line: Line1): readonly FrameFunction[] | undefined {
    const known = this.#called.known(index);
    const range = known?.range;
    if (known === undefined || range?.startLine !== line || range.endLine !== line) {
      return undefined;
    }
    if (this.#sources.lineMap(known.spec.file) === undefined) return undefined;
    return this.#innermost.behind(known);
  }

  /** Can this line be one of the function's, at all? What is not known is believed. */
  #mayHold(index: number, line: Line1): boolean {
    const known = this.#called.known(index);
    return known === undefined || spansLine(known, line);
  }

  /** Is this line most likely one of the function's own? */
  #holds(index: number, line: Line1): boolean {
    const known = this.#called.known(index);
    if (known === undefined) return true;
    if (!holdsLine(known, line) || isHeadOf(known, line)) return false;
    // The code of a file runs once: samples on a line outside of its loops, in a file that loops,
    // belong to some other file that has a line of this number.
    const own = ownCode(known);
    const isModule = known.range === undefined;
    return !isModule || isLooped(own, line) || own.framelessLines.has(line);
  }

  /** The calls that lead from a function to the only one that holds the line; nothing if unclear. */
  #pathTo(index: number, line: Line1): readonly FrameFunction[] | undefined {
    const key = `${index},${line}`;
    if (this.#paths.has(key)) return this.#paths.get(key);
    const path = this.#search(index, line);
    this.#paths.set(key, path);
    return path;
  }

  #search(index: number, line: Line1): readonly FrameFunction[] | undefined {
    const start = this.#called.known(index);
    if (start === undefined) return undefined;
    const seen = new Set([start]);
    let level: { known: KnownFunction; path: readonly FrameFunction[] }[] = [
      { known: start, path: [] },
    ];
    const needsLoop = start.range === undefined && holdsLine(start, line);
    let nearest: typeof level | undefined;
    for (let depth = 0; depth < INLINING_DEPTH && level.length > 0; depth++) {
      const next: typeof level = [];
      for (const { known, path } of level) {
        for (const callee of this.#called.of(known)) {
          if (seen.has(callee)) continue;
          seen.add(callee);
          next.push({ known: callee, path: [...path, callee.spec] });
        }
      }
      const holding = next.filter(
        ({ known }) =>
          known.range !== undefined && holdsLine(known, line) && !isHeadOf(known, line),
      );
      // A line that runs once for a call of its function is not where time is spent.
      const looping = holding.filter(({ known }) => isLooped(ownCode(known), line));
      if (looping.length > 0) return looping.length === 1 ? looping[0]?.path : undefined;
      if (holding.length > 0) nearest ??= holding;
      level = next;
    }
    if (nearest !== undefined && !needsLoop) {
      return nearest.length === 1 ? nearest[0]?.path : undefined;
    }
    if (holdsLine(start, line)) return undefined;
    // Called by another name: as an argument, say.
    const around = this.#called.inFileOf(start, line);
    return around === undefined || !holdsLine(around, line) ? undefined : [around.spec];
  }
}
