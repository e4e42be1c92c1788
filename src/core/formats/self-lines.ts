import type { Profile } from '../model/profile.js';

/** What is left of a node's value after its lines were taken off may be rounding, not value. */
const ROUNDING = 1e-9;

/**
 * Visits what every node spent itself, split by line (0: not known): by the lines counted at
 * leaves where the sampler did that, else by the line the node runs at.
 */
export function forEachSelfLine(
  profile: Profile,
  visit: (node: number, line: number, value: number) => void,
): void {
  const { tree, leafLines } = profile;
  const rest = Float64Array.from(tree.self);
  leafLines?.node.forEach((node, i) => {
    const value = leafLines.value[i]!;
    rest[node] = rest[node]! - value;
    visit(node, leafLines.line[i]!, value);
  });
  rest.forEach((value, node) => {
    if (value > tree.self[node]! * ROUNDING) visit(node, tree.line[node]!, value);
  });
}
