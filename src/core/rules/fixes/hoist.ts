import type { Region } from '../../source/bindings.js';
import type { Repeat } from '../../source/repeats.js';
import {
  child,
  children,
  holds,
  identifierName,
  isCall,
  isFunction,
  isMember,
  memberName,
  methodCall,
  outerOf,
  parentOf,
  type TreeNode,
} from '../../source/tree-node.js';
import type { Look } from '../look.js';
import type { Fix } from '../rule.js';
import { anchorBefore, freshName, insertBefore, replace, textOf, type Anchor } from './places.js';
import { isFieldWritten, mayBeMissing, mayFail, staysSame } from './unchanged.js';

/** An expression that is the same in each turn gets a name before the loop. */
export function hoistFix(
  node: TreeNode,
  region: Region,
  loops: readonly Repeat[],
  look: Look,
): Fix | undefined {
  const anchor = anchorBefore(loops);
  if (anchor === undefined || region.kind === 'program') return undefined;
  if (!isUnconditional(node, loops, anchor) || !hasSameParts(node, anchor, look)) return undefined;
  if (!isPlainWork(node, look) || !isOnlyRead(node, look) || mayFail(node, look)) {
    return undefined;
  }
  const { fields } = look.doings(node);
  const isTouched = [...fields].some((field) => isFieldWritten(field, anchor.node, look));
  if (isTouched || !look.isPure(node)) return undefined;
  const name = freshName(nameFor(node), look);
  return {
    title: 'Work it out once before the loop',
    edits: [
      ...insertBefore(anchor, [`const ${name} = ${textOf(node, look)};`], look),
      replace(node, name),
    ],
  };
}

/** Is it reached in every turn? Elsewhere it might fail where it has not been asked before. */
function isUnconditional(node: TreeNode, loops: readonly Repeat[], anchor: Anchor): boolean {
  for (let at = node; at !== anchor.node;) {
    const above = parentOf(at);
    if (above === undefined) return false;
    if (/^(?:If|Switch|Try|Catch|Conditional|Logical)/.test(above.type)) {
      if (child(above, 'test') !== at && child(above, 'left') !== at) return false;
    }
    const isOwn = loops.some(({ region }) => region.node === above);
    if (isFunction(above) && !isOwn) return false;
    at = above;
  }
  return true;
}

/** Do all names in it keep their values, and what they hold, through the loop? */
function hasSameParts(node: TreeNode, anchor: Anchor, look: Look): boolean {
  if (/\bthis\b/.test(textOf(node, look))) return false;
  return look.facts.referencesIn(node).every(({ node: use, binding }) => {
    if (binding === undefined || holds(node, binding.id)) return true;
    if (binding.kind === 'import' || binding.kind === 'function') return true;
    return staysSame(use, anchor, look) && !mayBeMissing(use, anchor.node, look);
  });
}

/** Does it call nothing but methods that are known to change nothing? */
function isPlainWork(node: TreeNode, look: Look): boolean {
  if (/\b(?:random|now|await|yield|console)\b|(?:\+\+|--|[^=!<>]=[^=>])/.test(textOf(node, look))) {
    return false;
  }
  const calls = ['CallExpression', 'OptionalCallExpression', 'NewExpression'].flatMap((type) =>
    look.facts.sitesIn(type, node),
  );
  return calls.every(({ node: each }) => {
    if (each.type === 'NewExpression') {
      return /^(?:Set|Map|Date)$/.test(identifierName(child(each, 'callee')));
    }
    const call = methodCall(each);
    if (call === undefined) return identifierName(child(each, 'callee')) === 'structuredClone';
    return KNOWN.test(call.name);
  });
}

const KNOWN =
  /^(?:map|filter|reduce|some|every|find|findIndex|flatMap|flat|join|slice|includes|indexOf|keys|values|entries|from|fromEntries|max|min|hypot|parse|stringify|trim|toLowerCase|toUpperCase|split|get|has|at|abs|floor|round|sqrt)$/;

/** Is the result a plain value, or is it nowhere changed, kept or given away? */
export function isOnlyRead(node: TreeNode, look: Look): boolean {
  const call = methodCall(node);
  if (
    call !== undefined &&
    /^(?:max|min|hypot|stringify|join|some|every|findIndex)$/.test(call.name)
  ) {
    return true;
  }
  const holder = outerOf(node);
  if (holder?.type === 'VariableDeclarator') {
    const [binding] = look.facts.declaredIn(holder);
    if (binding === undefined || binding.path.length > 0) return false;
    return binding.references.every(({ node: use }) => isReadAt(use, look));
  }
  return isReadAt(node, look);
}

function isReadAt(use: TreeNode, look: Look, depth = 0): boolean {
  const above = outerOf(use);
  if (above === undefined) return false;
  if (isMember(above)) {
    const name = memberName(above);
    if (child(above, 'object') !== use || /^(?:size|length)$/.test(name)) return true;
    // A field may be an object that is changed in its turn: only what it is asked for is sure.
    const holder = outerOf(above);
    const isCalled = holder !== undefined && child(holder, 'callee') === above;
    return isCalled ? READS.test(name) : isValueRead(holder);
  }
  if (isCall(above)) return isReadBy(above, use, look, depth);
  return /^(?:Binary|ForOf|ForIn|Unary|Template)/.test(above.type);
}

/** Does a function of the file that it is given to do nothing but read it? */
function isReadBy(call: TreeNode, given: TreeNode, look: Look, depth: number): boolean {
  const func = look.callback(child(call, 'callee'));
  const position = children(call, 'arguments').indexOf(given);
  const parameter = children(func, 'params')[position];
  if (func === undefined || parameter?.type !== 'Identifier' || depth > DEEPEST) return false;
  const [binding, ...others] = look.facts.declaredIn(parameter);
  if (binding === undefined || others.length > 0) return false;
  return binding.references.every(
    ({ node, isWrite }) => !isWrite && isReadAt(node, look, depth + 1),
  );
}

/** Functions that hand something on more often are not followed. */
const DEEPEST = 3;

function isValueRead(holder: TreeNode | undefined): boolean {
  return /^(?:Binary|Unary|Template|If|Conditional|Logical|ForOf)/.test(holder?.type ?? '');
}

const READS =
  /^(?:has|get|includes|indexOf|length|some|every|join|at|slice|map|filter|reduce|forEach|keys|values|entries)$/;

function nameFor(node: TreeNode): string {
  const holder = outerOf(node);
  const declared = holder?.type === 'VariableDeclarator' ? identifierName(child(holder, 'id')) : '';
  if (declared !== '') return `${declared}Once`;
  const call = methodCall(node);
  const [first] = children(node, 'arguments');
  const stem = identifierName(call?.object) || identifierName(first);
  const verb = call?.name ?? 'copy';
  if (stem === '' || /^(?:Math|Object|JSON|Array)$/.test(stem)) return `${verb}Once`;
  return `${stem}${verb.charAt(0).toUpperCase()}${verb.slice(1)}`;
}
