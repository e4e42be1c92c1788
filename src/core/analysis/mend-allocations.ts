import { ProfileBuilder, ROOT_NODE } from '../model/profile-builder.js';
import type { FrameFunction, Profile } from '../model/profile.js';
import type { Bytes, Micros } from '../model/units.js';
import type { SourceLibrary } from '../source/source-library.js';
import { bytesByPlace, headKey, placeKey } from './allocated-places.js';
import { allocatingLinesOf } from './allocating-line.js';
import { CalledFunctions, INLINING_DEPTH, type KnownFunction } from './called-functions.js';

/** Allocations in the functions that make them. */
export interface MendedAllocations {
  readonly profile: Profile;
  /** What was moved from a function that makes nothing to one that it calls. */
  readonly moved: Bytes;
}

/**
 * To allocate takes time: who was hardly sampled beside the function that is said to have
 * allocated has not done it, and the bytes are numbers that the function itself has put on the heap.
 */
const SEEN_SHARE = 0.05;

/** A function that makes something, and the way to it from the one that is said to allocate. */
interface Maker {
  readonly spec: FrameFunction;
  /** From the first callee to the maker itself. */
  readonly way: readonly FrameFunction[];
}

/** A part of a function's bytes and where it belongs. */
interface MovedPart {
  readonly way: Maker['way'];
  readonly share: number;
}

/**
 * Who has allocated what V8 books under a function whose text makes nothing? Its sampler knows only
 * functions with a stack frame of their own (`SamplingHeapProfiler::AddStack` walks frames, not what
 * was inlined into them), so what an inlined function makes is booked under its caller. Such bytes
 * go to the functions which that one calls, directly or not, and which do make something: to the
 * only one, or to several as they allocate otherwise.
 * @param timeline the same thread's CPU samples; without them nothing is moved
 */
export function mendAllocations(
  allocations: Profile,
  timeline: Profile | undefined,
  sources: SourceLibrary,
): MendedAllocations {
  if (timeline === undefined) return { profile: allocations, moved: 0 };
  const { tree, functions } = allocations;
  const makers = new Makers(allocations, timeline, sources);
  const builder = new ProfileBuilder(allocations);
  const indices = functions.map((spec) => builder.function(spec));
  const nodes = new Int32Array(tree.parent.length);
  let moved = 0;
  builder.addSelf(ROOT_NODE, tree.self[ROOT_NODE]!);
  for (let node = 1; node < nodes.length; node++) {
    const index = tree.functionIndex[node]!;
    const self = tree.self[node]!;
    const target = builder.child(nodes[tree.parent[node]!]!, indices[index]!, tree.line[node]);
    nodes[node] = target;
    const parts = self > 0 ? makers.behind(index) : [];
    if (parts.length === 0) builder.addSelf(target, self);
    else moved += self;
    for (const { way, share } of parts) {
      const maker = way.reduce((at, spec) => builder.child(at, builder.function(spec)), target);
      builder.addSelf(maker, self * share);
    }
  }
  builder.setSampling(allocations.sampleCount, allocations.intervalUs);
  return { profile: builder.build(), moved };
}

/** What the CPU samples say of a function. */
interface Sampled {
  readonly spec: FrameFunction;
  selfUs: Micros;
}

/** Finds the functions that make what is booked under others. */
class Makers {
  readonly #called: CalledFunctions;
  readonly #bytes: ReadonlyMap<string, Bytes>;
  readonly #sampled: ReadonlyMap<string, Sampled>;
  readonly #found = new Map<number, readonly MovedPart[]>();

  constructor(allocations: Profile, timeline: Profile, sources: SourceLibrary) {
    this.#called = new CalledFunctions(allocations, sources);
    this.#bytes = bytesByPlace(allocations);
    this.#sampled = sampledFunctions(timeline);
  }

  /** Where the own bytes of a function belong; nowhere else if the list is empty. */
  behind(index: number): readonly MovedPart[] {
    const known = this.#found.get(index);
    if (known !== undefined) return known;
    const parts = this.#search(index);
    this.#found.set(index, parts);
    return parts;
  }

  #search(index: number): readonly MovedPart[] {
    const caller = this.#called.known(index);
    if (caller === undefined || makes(caller)) return [];
    const ownTime = this.#timeOf(caller.spec);
    const makers = this.#makers(caller).filter(
      ({ spec }) => this.#timeOf(spec) > ownTime * SEEN_SHARE,
    );
    const bytes = makers.map(({ spec }) => this.#bytes.get(placeKey(spec)) ?? 0);
    const whole = bytes.reduce((sum, each) => sum + each, 0);
    if (whole === 0) return makers.length === 1 ? makers.map(({ way }) => ({ way, share: 1 })) : [];
    return makers
      .map(({ way }, i) => ({ way, share: bytes[i]! / whole }))
      .filter(({ share }) => share > 0);
  }

  /** The nearest functions that make something, on every way down. */
  #makers(caller: KnownFunction): readonly Maker[] {
    const found: Maker[] = [];
    const seen = new Set([caller]);
    let level: { readonly known: KnownFunction; readonly way: Maker['way'] }[] = [
      { known: caller, way: [] },
    ];
    for (let depth = 0; depth < INLINING_DEPTH && level.length > 0; depth++) {
      const next: typeof level = [];
      for (const { known, way } of level) {
        for (const { callee } of this.#called.calls(known)) {
          if (seen.has(callee)) continue;
          seen.add(callee);
          // Under the place that V8 gives it, where it was sampled at all.
          const spec = this.#sampled.get(headKey(callee.spec))?.spec ?? callee.spec;
          const longer = [...way, spec];
          if (makes(callee)) found.push({ spec, way: longer });
          else next.push({ known: callee, way: longer });
        }
      }
      level = next;
    }
    return found;
  }

  #timeOf(spec: FrameFunction): Micros {
    return this.#sampled.get(headKey(spec))?.selfUs ?? 0;
  }
}

/** Can the text of this function allocate, for all that is known? The code of a file can. */
function makes({ range, facts }: KnownFunction): boolean {
  return range === undefined || allocatingLinesOf(range, facts).size > 0;
}

function sampledFunctions({ tree, functions }: Profile): ReadonlyMap<string, Sampled> {
  const sampled = new Map<string, Sampled>();
  for (let node = 1; node < tree.parent.length; node++) {
    const spec = functions[tree.functionIndex[node]!]!;
    const key = headKey(spec);
    const known = sampled.get(key) ?? { spec, selfUs: 0 };
    known.selfUs += tree.self[node]!;
    sampled.set(key, known);
  }
  return sampled;
}
