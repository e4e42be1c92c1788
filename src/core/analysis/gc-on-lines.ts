import { ProfileBuilder, ROOT_NODE } from '../model/profile-builder.js';
import type { Profile } from '../model/profile.js';
import { UNKNOWN_LINE, type Line1 } from '../model/units.js';
import type { SourceLibrary } from '../source/source-library.js';
import { allocatingPlaces } from './allocated-places.js';
import { onlyAllocatingLine } from './allocating-line.js';

/**
 * The profile with time in garbage collection on the line that allocates, where a function has
 * only one: which line was running when a collection began no sampler tells. In the coordinates of
 * the sources.
 * @param allocations if they were measured, a function has to have allocated something, too
 */
export function gcOnLines(
  profile: Profile,
  sources: SourceLibrary,
  allocations: Profile | undefined,
): Profile {
  const { tree, functions } = profile;
  const builder = new ProfileBuilder(profile);
  const indices = functions.map((spec) => builder.function(spec));
  const lines = new Map<number, Line1>();
  const allocates = allocatingPlaces(allocations);
  const lineOf = (index: number) => {
    const known = lines.get(index);
    if (known !== undefined) return known;
    const spec = functions[index]!;
    const isWitnessed = allocates === undefined || allocates(spec);
    const line = (isWitnessed && onlyAllocatingLine(spec, sources)) || UNKNOWN_LINE;
    lines.set(index, line);
    return line;
  };
  const nodes = new Int32Array(tree.parent.length);
  builder.addSelf(ROOT_NODE, tree.self[ROOT_NODE]!);
  for (let node = 1; node < nodes.length; node++) {
    const index = tree.functionIndex[node]!;
    const parent = tree.parent[node]!;
    let above = nodes[parent]!;
    const isGc = functions[index]!.kind === 'gc';
    if (isGc && parent !== ROOT_NODE && tree.line[parent] === UNKNOWN_LINE) {
      const caller = tree.functionIndex[parent]!;
      above = builder.child(nodes[tree.parent[parent]!]!, indices[caller]!, lineOf(caller));
    }
    nodes[node] = builder.child(above, indices[index]!, tree.line[node]);
    builder.addSelf(nodes[node]!, tree.self[node]!);
  }
  builder.setSampling(profile.sampleCount, profile.intervalUs);
  return builder.build();
}
