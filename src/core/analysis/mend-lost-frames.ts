import { ProfileBuilder, ROOT_NODE } from '../model/profile-builder.js';
import type { Profile } from '../model/profile.js';
import type { Micros } from '../model/units.js';
import type { SourceLibrary } from '../source/source-library.js';
import { CalledFunctions } from './called-functions.js';
import { HiddenWays } from './hidden-ways.js';
import { LineEvidence } from './line-evidence.js';
import { LostFrames } from './lost-frames.js';

/** A profile in which time stands in the function that has spent it. */
export interface RefoundProfile {
  readonly profile: Profile;
  /** Value that was moved from a line that only calls to what it calls. */
  readonly refound: Micros;
  readonly evidence: LineEvidence;
}

/**
 * Whose time does V8 show on a line that only calls? A function that V8 has optimized, and that
 * spends its time in a builtin such as `includes`, is missing from most samples, with all that V8
 * has inlined between it and the line that is shown. Where a line does no such work itself, its time
 * goes to the lines of such work that it leads to: to the only one, or to several as they were
 * sampled before and after, or else where. Needs a tree without leaf lines (see `fuseCallLines`).
 * @param timeline the same functions in the order of time
 */
export function mendLostFrames(
  profile: Profile,
  sources: SourceLibrary,
  timeline?: Profile,
): RefoundProfile {
  const { tree, functions } = profile;
  const hidden = timeline && new HiddenWays(timeline);
  const lost = new LostFrames(profile, new CalledFunctions(profile, sources), hidden);
  const builder = new ProfileBuilder(profile);
  const indices = functions.map((spec) => builder.function(spec));
  const evidence = new LineEvidence();
  const nodes = new Int32Array(tree.parent.length);
  let refound = 0;
  builder.addSelf(ROOT_NODE, tree.self[ROOT_NODE]!);
  for (let node = 1; node < nodes.length; node++) {
    const index = tree.functionIndex[node]!;
    const line = tree.line[node]!;
    const self = tree.self[node]!;
    const fused = builder.child(nodes[tree.parent[node]!]!, indices[index]!, line);
    nodes[node] = fused;
    const work = self > 0 ? lost.behind(index, line) : [];
    const moved = work.reduce((sum, { share }) => sum + share, 0);
    // Shares that leave nothing over may add up to somewhat less than 1.
    const stays = moved > 1 - 1e-9 ? 0 : self * (1 - moved);
    builder.addSelf(fused, stays);
    for (const { path, work: place, share } of work) {
      let target = nodes[tree.parent[node]!]!;
      for (const [depth, { spec, line: running }] of path.entries()) {
        const callee = depth === 0 ? indices[index]! : builder.function(spec);
        target = builder.child(target, callee, running);
      }
      builder.addSelf(target, self * share);
      const why = work.length === 1 && stays === 0 ? 'lost-frame' : 'one-of-several';
      evidence.addRepair(place.spec.file, place.line, {
        ...{ why, caller: functions[index]!, value: self * share },
      });
    }
    refound += self - stays;
  }
  builder.setSampling(profile.sampleCount, profile.intervalUs);
  return { profile: builder.build(), refound, evidence };
}
