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
  const stack: { node: SyntaxNode; parent: SyntaxNode | undefined; left: boolean }[] = [
    { node: root, parent: undefined, left: false },
  ];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    if (top.left) {
      visitor.leave(top.node);
      stack.pop();
      continue;
    }
    top.left = true;
    visitor.enter(top.node, top.parent);
    const children = childNodes(top.node);
    for (let i = children.length - 1; i >= 0; i--) {
      stack.push({ node: children[i]!, parent: top.node, left: false });
    }
  }
}

function childNodes(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (const [field, value] of Object.entries(node)) {
    if (field === 'loc' || field === 'extra') continue;
    if (Array.isArray(value)) children.push(...value.filter(isNode));
    else if (isNode(value)) children.push(value);
  }
  return children;
}

function isNode(value: unknown): value is SyntaxNode {
  return (
    typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string'
  );
}
