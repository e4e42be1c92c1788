import type { Binding, Region } from '../source/bindings.js';
import { isFunction, type TreeNode } from '../source/tree-node.js';
import { TOP_LEVEL, type FunctionId, type Root } from './file-summary.js';
import type { Look } from './look.js';

const DEEPEST = 6;

/** The number of a function by its region. */
export function functionId(owner: Region): FunctionId {
  return owner.kind === 'function' ? owner.node.start : TOP_LEVEL;
}

/**
 * The parameters, names from outside and `this` that an expression is made of, seen from the
 * function it stands in; nothing when it is made of something else, too.
 */
export function rootsOf(node: TreeNode, owner: Region, look: Look): readonly Root[] | undefined {
  const roots = new Map<string, Root>();
  return collect(node, owner, look, roots, new Set(), 0) ? [...roots.values()] : undefined;
}

function collect(
  node: TreeNode,
  owner: Region,
  look: Look,
  roots: Map<string, Root>,
  seen: Set<Binding>,
  depth: number,
): boolean {
  if (depth > DEEPEST) return false;
  const text = look.facts.text.slice(node.start, node.end);
  if (text.includes('this') && /\bthis\b/.test(text)) roots.set('this', { kind: 'this' });
  return look.facts.referencesIn(node).every(({ binding }) => {
    // Globals stay the same, and so do names that the expression itself declares.
    if (binding === undefined) return true;
    const isInside = node.start <= binding.id.start && binding.id.end <= node.end;
    return isInside || collectBinding(binding, owner, look, roots, seen, depth);
  });
}

function collectBinding(
  binding: Binding,
  owner: Region,
  look: Look,
  roots: Map<string, Root>,
  seen: Set<Binding>,
  depth: number,
): boolean {
  if (binding.kind === 'import' || seen.has(binding)) return true;
  seen.add(binding);
  if (binding.kind === 'class') {
    // What its static fields hold is there all the time.
    const at = binding.id.start;
    roots.set(`o${at}`, { kind: 'outer', at, owner: TOP_LEVEL, param: -1 });
    return true;
  }
  if (binding.kind === 'param' && binding.holder === owner.node) {
    roots.set(`p${binding.parameter}`, { kind: 'param', index: binding.parameter });
    return true;
  }
  const holder = look.repeats.ownerOf(binding.region);
  if (holder === owner && owner.kind === 'function') {
    if (binding.kind === 'function') return true;
    const init = look.facts.initOf(binding);
    return (
      init !== undefined && !isFunction(init) && collect(init, owner, look, roots, seen, depth + 1)
    );
  }
  const param = binding.kind === 'param' && binding.holder === holder.node ? binding.parameter : -1;
  const at = binding.id.start;
  roots.set(`o${at}`, { kind: 'outer', at, owner: functionId(holder), param });
  return true;
}
