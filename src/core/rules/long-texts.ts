import type { Binding } from '../source/bindings.js';
import type { Repeat } from '../source/repeats.js';
import {
  child,
  holds,
  methodCall,
  outerOf,
  unwrapped,
  type TreeNode,
} from '../source/tree-node.js';
import type { Look } from './look.js';

/** Methods that go through all of a text and make a new one, or a list, of it. */
export const WHOLE_TEXT: ReadonlySet<string> = new Set([
  ...['split', 'toLowerCase', 'toUpperCase', 'replace', 'replaceAll', 'normalize', 'localeCompare'],
]);

/** The repeats around a place in which a text gets longer, innermost first. */
export function loopsThatAppend(
  text: TreeNode,
  repeats: readonly Repeat[],
  look: Look,
): readonly Repeat[] {
  const binding = look.binding(text);
  if (binding === undefined || !isText(binding, look)) return [];
  return repeats.filter((repeat) => {
    if (holds(repeat.node, binding.id)) return false;
    const writes = binding.references.filter(
      ({ node, isWrite }) => isWrite && holds(repeat.node, node),
    );
    return writes.length > 0 && writes.every(({ node }) => isAppended(node, binding, look));
  });
}

/** Is a text made of all of the input: joined, or added to in a loop? */
export function isBuiltText(text: TreeNode, look: Look): boolean {
  const binding = look.binding(text);
  if (binding === undefined) return false;
  const init = look.facts.initOf(binding);
  const made = init === undefined ? undefined : methodCall(unwrapped(init));
  if (made?.name === 'join' && !look.isSmall(made.object)) return true;
  return (
    isText(binding, look) &&
    binding.references.some(({ node, isWrite, region }) => {
      if (!isWrite || !isAppended(node, binding, look)) return false;
      return look.growing(region).some((repeat) => !holds(repeat.node, binding.id));
    })
  );
}

function isText(binding: Binding, look: Look): boolean {
  const init = child(binding.holder, 'init');
  return binding.path.length === 0 && init !== undefined && look.isString(init);
}

/** `text += x`, `text = text + x` and what only tidies it up: `text = tidy(text)`. */
function isAppended(use: TreeNode, binding: Binding, look: Look): boolean {
  const assignment = outerOf(use);
  const value = child(assignment, 'right');
  if (assignment?.type !== 'AssignmentExpression' || value === undefined) return false;
  return assignment['operator'] === '+=' || look.uses(value, [binding]);
}

/** `rest = rest.slice(k).toLowerCase()`: the text that a loop cuts and writes anew each time. */
export function rewrittenRest(call: TreeNode, look: Look): Binding | undefined {
  const assignment = outerOf(call);
  const rest = look.binding(child(assignment, 'left'));
  if (assignment?.type !== 'AssignmentExpression' || rest === undefined) return undefined;
  let at = methodCall(call);
  let isCut = false;
  let isNew = false;
  while (at !== undefined) {
    isCut ||= /^(?:slice|substring|substr)$/.test(at.name);
    // What is taken off the front leaves the rest where it is.
    const pattern = at.args[0]?.['pattern'];
    const isAnchored = typeof pattern === 'string' && pattern.startsWith('^');
    isNew ||= WHOLE_TEXT.has(at.name) && !isAnchored;
    if (look.binding(at.object) === rest) return isCut && isNew ? rest : undefined;
    at = methodCall(unwrapped(at.object));
  }
  return undefined;
}
