import type { Region } from '../../source/bindings.js';
import type { Repeat } from '../../source/repeats.js';
import {
  part,
  child,
  isMember,
  numberOf,
  outerOf,
  type MethodCall,
  type TreeNode,
} from '../../source/tree-node.js';
import type { Look } from '../look.js';
import type { Fix, TextEdit } from '../rule.js';
import {
  anchorBefore,
  freshName,
  insertBefore,
  isNeverNaN,
  replace,
  stemOf,
  textOf,
} from './places.js';
import { mayBeMissing, staysSame } from './unchanged.js';

/** `list.includes(x)` becomes `listSet.has(x)`, with the Set made before the loop. */
export function hoistSet(
  call: MethodCall,
  region: Region,
  loops: readonly Repeat[],
  look: Look,
): Fix | undefined {
  const anchor = anchorBefore(loops);
  const [sought] = call.args;
  if (anchor === undefined || sought === undefined || call.args.length !== 1) return undefined;
  if (call.node.type !== 'CallExpression' || look.kind(call.object) !== 'array') return undefined;
  if (!staysSame(call.object, anchor, look)) return undefined;
  // A Set of nothing is empty; a field of nothing fails.
  if (isMember(call.object) && mayBeMissing(call.object, anchor.node, look)) return undefined;
  const name = freshName(`${stemOf(call.object)}Set`, look);
  const use =
    call.name === 'includes' ? asHas(call, name) : comparedAsHas(call, sought, name, look);
  if (use === undefined || region.kind === 'program') return undefined;
  const made = `const ${name} = new Set(${textOf(call.object, look)});`;
  return {
    title: `Look up in a Set of \`${look.shown(call.object)}\``,
    edits: [...insertBefore(anchor, [made], look), use],
  };
}

function asHas(call: MethodCall, name: string): TextEdit {
  const callee = part(call.node, 'callee');
  return replace(callee, `${name}.has`);
}

/** `list.indexOf(x) !== -1` and the like; nothing where the position itself is used. */
function comparedAsHas(
  call: MethodCall,
  sought: TreeNode,
  name: string,
  look: Look,
): TextEdit | undefined {
  const comparison = outerOf(call.node);
  if (comparison?.type !== 'BinaryExpression' || child(comparison, 'left') !== call.node) {
    return undefined;
  }
  const isFound = foundBy(String(comparison['operator']), numberOf(child(comparison, 'right')));
  if (isFound === undefined || !isNeverNaN(sought, look)) return undefined;
  return replace(comparison, `${isFound ? '' : '!'}${name}.has(${textOf(sought, look)})`);
}

function foundBy(operator: string, number: number | undefined): boolean | undefined {
  if (number === -1) {
    if (/^(?:!==?|>)$/.test(operator)) return true;
    return /^===?$/.test(operator) ? false : undefined;
  }
  if (number !== 0) return undefined;
  if (operator === '>=') return true;
  return operator === '<' ? false : undefined;
}
