import { originOf } from '../model/files.js';
import { ProfileBuilder, ROOT_NODE } from '../model/profile-builder.js';
import type { FrameFunction, Profile } from '../model/profile.js';
import type { Warning } from '../model/recording.js';
import { UNKNOWN_LINE, type Column1, type Line1 } from '../model/units.js';
import { innermostLoop } from '../source/own-code.js';
import { functionAt } from '../source/source-facts.js';
import type { SourceLibrary } from '../source/source-library.js';
import { LineEvidence } from './line-evidence.js';

/** A profile in the coordinates of the files people edit, and what had to be left out for that. */
export interface ResolvedProfile {
  readonly profile: Profile;
  readonly warnings: readonly Warning[];
  /** How its lines are known, in the same coordinates. */
  readonly evidence: LineEvidence;
}

/**
 * Where do the functions and lines of a profile stand in the original sources? Source maps are
 * applied; a line is dropped (and its function kept) where a map cannot tell it from others, where
 * the file has no such line, or where nothing but white space or a comment stands on it. Files
 * that cannot be read keep the lines the profile gives.
 * @param evidence how the lines are known, in the profile's coordinates
 */
export function resolveSources(
  profile: Profile,
  sources: SourceLibrary,
  evidence: LineEvidence = new LineEvidence(),
): ResolvedProfile {
  const resolver = new Resolver(profile, sources, evidence);
  const resolved = resolver.run();
  return {
    profile: resolved,
    warnings: resolver.warnings(),
    evidence: resolver.evidence,
  };
}

/** The function as its original source knows it: place through the source map, name from the text. */
export function originalFunction(spec: FrameFunction, sources: SourceLibrary): FrameFunction {
  const place = sources.lineMap(spec.file)?.place(spec.line, spec.column);
  const moved = place === undefined ? spec : { ...spec, ...place };
  // The code of a module itself, which must not take the name of a function that starts the file.
  const isModule = spec.name === '' && spec.line === 1 && spec.column <= 1;
  if (isModule) return { ...moved, name: '', line: 1, column: 1 };
  if (moved.name !== '' || moved.line === UNKNOWN_LINE || originOf(moved.file) !== 'own') {
    return moved;
  }
  // V8 leaves a name out where the source only assigns the function to something.
  const facts = sources.facts(moved.file);
  const range = facts?.functions[functionAt(facts, '', moved.line, moved.column)];
  if (range?.startLine !== moved.line) return moved;
  const around = facts?.functions[range.parent]?.name ?? '';
  const name = range.name === '' && around !== '' ? `(anonymous) in ${around}` : range.name;
  return { ...moved, name };
}

class Resolver {
  readonly #profile: Profile;
  readonly #sources: SourceLibrary;
  readonly evidence = new LineEvidence();
  readonly #generatedEvidence: LineEvidence;
  readonly #explained = new Set<string>();
  readonly #modules = new Map<string, FrameFunction | undefined>();
  readonly #lines = new Map<string, Line1>();
  /** Generated lines whose original ones a source map tells only roughly. */
  readonly #roughLines = new Set<string>();
  readonly #lost = { unmapped: new Map<string, number>(), missing: new Map<string, number>() };
  #totalSelf = 0;

  constructor(profile: Profile, sources: SourceLibrary, evidence: LineEvidence) {
    this.#generatedEvidence = evidence;
    this.#profile = profile;
    this.#sources = sources;
  }

  run(): Profile {
    const { tree, functions } = this.#profile;
    const builder = new ProfileBuilder(this.#profile);
    const originals = functions.map((spec) => originalFunction(spec, this.#sources));
    const mapped = originals.map((spec) => builder.function(spec));
    const nodes = new Int32Array(tree.parent.length);
    nodes[0] = ROOT_NODE;
    builder.addSelf(ROOT_NODE, tree.self[0] ?? 0);
    for (let node = 1; node < nodes.length; node++) {
      const index = tree.functionIndex[node]!;
      const self = tree.self[node]!;
      const spec = functions[index]!;
      const generated = tree.line[node]!;
      const original = this.#wrappedModule(spec, generated) ?? originals[index]!;
      const line = this.#line(spec, original, generated, self);
      if (line !== UNKNOWN_LINE) this.#explain(spec, generated, original, line, self);
      const isOwn = original === originals[index];
      const resolved = isOwn ? mapped[index]! : builder.function(original);
      nodes[node] = builder.child(nodes[tree.parent[node]!]!, resolved, line);
      builder.addSelf(nodes[node]!, self);
      this.#totalSelf += self;
    }
    builder.setSampling(this.#profile.sampleCount, this.#profile.intervalUs);
    return builder.build();
  }

  warnings(): Warning[] {
    const { unmapped, missing } = this.#lost;
    return [
      ...this.#warning(
        unmapped,
        'lines-squeezed',
        'compiled onto a few long lines, so the functions are known but not their lines',
      ),
      ...this.#warning(
        missing,
        'lines-dropped',
        'sampled on lines that hold no code there, so these lines are left out',
      ),
    ];
  }

  #warning(lost: ReadonlyMap<string, number>, code: string, what: string): Warning[] {
    const worst = [...lost].sort((a, b) => b[1] - a[1]);
    const [first] = worst;
    if (first === undefined) return [];
    const share = worst.reduce((sum, [, value]) => sum + value, 0) / (this.#totalSelf || 1);
    if (share < 0.0005) return [];
    const others = worst.length > 1 ? ` and ${worst.length - 1} more files` : '';
    const percent = (share * 100).toFixed(1);
    return [{ code, message: `${first[0]}${others}: ${what} (${percent} % of the total).` }];
  }

  #line(generated: FrameFunction, original: FrameFunction, line: Line1, self: number): Line1 {
    if (line === UNKNOWN_LINE) return UNKNOWN_LINE;
    const key = `${generated.file}\0${generated.line}:${generated.column}\0${line}`;
    let resolved = this.#lines.get(key);
    if (resolved === undefined) {
      resolved = this.#resolveLine(generated, original.file, line);
      this.#lines.set(key, resolved);
    }
    if (resolved > 0) return resolved;
    const lost = resolved === SQUEEZED ? this.#lost.unmapped : this.#lost.missing;
    lost.set(original.file, (lost.get(original.file) ?? 0) + self);
    return UNKNOWN_LINE;
  }

  /**
   * The code of the original file outside of its functions, where a bundler has put it into a
   * function of its own: that function comes from nowhere, but its lines do not.
   */
  #wrappedModule(spec: FrameFunction, line: Line1): FrameFunction | undefined {
    const map = line === UNKNOWN_LINE ? undefined : this.#sources.lineMap(spec.file);
    if (map === undefined || map.place(spec.line, spec.column) !== undefined) return undefined;
    const key = `${spec.file}\0${line}`;
    if (!this.#modules.has(key)) {
      const file = map.line(line)?.file;
      const isElsewhere = file !== undefined && file !== spec.file;
      this.#modules.set(
        key,
        isElsewhere ? { name: '', file, line: 1, column: 1, kind: 'code' } : undefined,
      );
    }
    return this.#modules.get(key);
  }

  /** Carries over what is known of a generated line, once for each of its originals. */
  #explain(
    { file }: FrameFunction,
    generated: Line1,
    spec: FrameFunction,
    line: Line1,
    self: number,
  ): void {
    const original = spec.file;
    if (this.#roughLines.has(`${file}\0${generated}`)) {
      this.evidence.addRepair(original, line, { why: 'rough-map', caller: spec, value: self });
    }
    const key = `${file}\0${generated}\0${original}\0${line}`;
    if (this.#explained.has(key)) return;
    this.#explained.add(key);
    for (const repair of this.#generatedEvidence.repairs(file, generated)) {
      const caller = originalFunction(repair.caller, this.#sources);
      this.evidence.addRepair(original, line, { ...repair, caller });
    }
    const guessed = this.#generatedEvidence.guessedTotal(file, generated);
    if (guessed > 0) this.evidence.addGuessedTotal(original, line, guessed);
  }

  /** The original line, or one of the two reasons below why there is none. */
  #resolveLine(generated: FrameFunction, original: string, line: Line1): Line1 {
    const map = this.#sources.lineMap(generated.file);
    let resolved = line;
    if (map !== undefined) {
      const place = map.line(line, ...this.#columns(generated, line));
      if (place === undefined) return SQUEEZED;
      if (place.file !== original) return NO_SUCH_LINE;
      // Without the text nothing tells a joined expression from a squeezed function.
      const isKnown = this.#sources.runFacts(generated.file) !== undefined;
      if (place.isGuess && !isKnown) return SQUEEZED;
      if (place.isGuess) this.#roughLines.add(`${generated.file}\0${line}`);
      resolved = place.line;
    }
    const facts = this.#sources.facts(original);
    return facts === undefined || facts.isCodeLine(resolved) ? resolved : NO_SUCH_LINE;
  }

  /**
   * The columns of a line that belong to the function, as far as its text tells; where all of it is
   * on that line, those of its innermost loop.
   */
  #columns(spec: FrameFunction, line: Line1): [from?: Column1, to?: Column1] {
    const facts = this.#sources.runFacts(spec.file);
    const range = facts?.functions[functionAt(facts, spec.name, spec.line, spec.column)];
    if (range === undefined) return [];
    const loop = range.startLine === range.endLine ? innermostLoop(range.own) : undefined;
    if (loop !== undefined) return [loop.startColumn, loop.endColumn];
    const from = range.startLine === line ? range.startColumn : 1;
    return [from, range.endLine === line ? range.endColumn : Infinity];
  }
}

const SQUEEZED = -1;
const NO_SUCH_LINE = -2;
