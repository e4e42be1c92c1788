import { ProfileFormatError } from '../model/errors.js';
import { ProfileBuilder, ROOT_NODE } from '../model/profile-builder.js';
import type { Profile, ProfileKind } from '../model/profile.js';
import { UNKNOWN_LINE } from '../model/units.js';
import { forEachSelfLine } from './self-lines.js';

/** Several profiles as one tree. */
export interface MergedTree {
  readonly merged: Profile;
  /** For each profile the node of `merged` that stands for each of its own. */
  readonly nodeOf: readonly Int32Array[];
}

/**
 * The call trees of `profiles`, which share a unit, as one with a node a function: what nodes spent
 * on which line is in `leafLines`, with line 0 where it is not known.
 */
export function mergeByFunction(profiles: readonly Profile[]): MergedTree {
  const { kind, unit, valueName } = profiles[0]!;
  const builder = new ProfileBuilder({ kind, unit, valueName, hasCallLines: false });
  const nodeOf = profiles.map((profile) => addTree(builder, profile, false));
  profiles.forEach((profile, p) => {
    profile.tree.self.forEach((value, node) => builder.addSelf(nodeOf[p]![node]!, value));
    forEachSelfLine(profile, (node, line, value) =>
      builder.addLeafLine(nodeOf[p]![node]!, line, value),
    );
  });
  return { merged: builder.build(), nodeOf };
}

/** Adds the functions and nodes of `profile` to `builder`; returns the new node of each. */
export function addTree(builder: ProfileBuilder, profile: Profile, byLine: boolean): Int32Array {
  const { tree } = profile;
  const functions = profile.functions.map((each) => builder.function(each));
  const nodeOf = new Int32Array(tree.parent.length).fill(ROOT_NODE);
  for (let i = 1; i < nodeOf.length; i++) {
    const line = byLine ? tree.line[i]! : UNKNOWN_LINE;
    nodeOf[i] = builder.child(nodeOf[tree.parent[i]!]!, functions[tree.functionIndex[i]!]!, line);
  }
  return nodeOf;
}

/** The children of every node, in the order of the tree. */
export function childrenOf(profile: Profile): readonly (readonly number[])[] {
  const children: number[][] = Array.from(profile.tree.parent, () => []);
  profile.tree.parent.forEach((parent, node) => {
    if (parent !== -1) children[parent]!.push(node);
  });
  return children;
}

/** The profiles of one of these kinds, the first that occurs; throws when there is none. */
export function profilesOfKind(
  profiles: readonly Profile[],
  kinds: readonly ProfileKind[],
  missing: string,
): readonly Profile[] {
  const found = kinds
    .map((kind) => profiles.filter((profile) => profile.kind === kind))
    .find((matching) => matching.length > 0);
  if (found === undefined) throw new ProfileFormatError('no-samples', missing);
  return found;
}
