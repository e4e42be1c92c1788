/** A node of the syntax tree, with whatever fields its type has. */
export interface SyntaxNode {
  readonly type: string;
  readonly loc?: {
    readonly start: { readonly line: number; readonly column: number };
    readonly end: { readonly line: number; readonly column: number };
  } | null;
  readonly [field: string]: unknown;
}

/** What is to be done with each node on the way down and on the way up. */
export interface Visitor {
  enter(node: SyntaxNode, parent: SyntaxNode | undefined): void;
  leave(node: SyntaxNode): void;
}

/** Visits all nodes in the order of the text. Keeps its own stack: generated code nests deeply. */
export function walk(root: SyntaxNode, visitor: Visitor): void {
  // A node stands on the stack until all below it are done.
  const nodes: SyntaxNode[] = [root];
  const parents: (SyntaxNode | undefined)[] = [undefined];
  const isEntered: boolean[] = [false];
  for (let node = nodes.at(-1); node !== undefined; node = nodes.at(-1)) {
    const top = nodes.length - 1;
    if (isEntered[top]!) {
      visitor.leave(node);
      nodes.pop();
      parents.pop();
      isEntered.pop();
      continue;
    }
    isEntered[top] = true;
    visitor.enter(node, parents[top]);
    pushChildren(node, nodes);
    reverse(nodes, top + 1);
    while (parents.length < nodes.length) {
      parents.push(node);
      isEntered.push(false);
    }
  }
}

/** Adds the nodes directly below this one; all other fields hold no object with a type. */
function pushChildren(node: SyntaxNode, list: SyntaxNode[]): void {
  for (const field of Object.keys(node)) {
    // Looking at what every node has, and none of it a node, would take twice as long.
    if (field === 'type' || field === 'start' || field === 'end' || field === 'loc') continue;
    const value = node[field];
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) list.push(item);
    } else if (isNode(value)) {
      list.push(value);
    }
  }
}

/** Turns the end of a list around, from this index on. */
function reverse(list: SyntaxNode[], from: number): void {
  for (let left = from, right = list.length - 1; left < right; left++, right--) {
    const swapped = list[left]!;
    list[left] = list[right]!;
    list[right] = swapped;
  }
}

function isNode(value: unknown): value is SyntaxNode {
  return (
    typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string'
  );
}
