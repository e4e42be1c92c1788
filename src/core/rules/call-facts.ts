import type { Region } from '../source/bindings.js';
import { repeatsWithout } from '../source/dependence.js';
import type { Origin } from '../source/origins.js';
import { rangeOf } from '../source/parse-script.js';
import { namedCallback, type Repeat } from '../source/repeats.js';
import {
  calleeName,
  child,
  children,
  holds,
  identifierName,
  isCall,
  isFunction,
  memberName,
  methodCall,
  outerOf,
  parentOf,
  unwrapped,
  type TreeNode,
} from '../source/tree-node.js';
import type { ArgumentFact, CallFact, Callee, LoopFact } from './file-summary.js';
import { baseAround, importedAs, typeAround, typeOfBinding, typeOfObject } from './declared.js';
import type { Look } from './look.js';
import { functionId, rootsOf } from './roots.js';

const NOTHING: ArgumentFact = {
  same: [],
  roots: undefined,
  key: '',
  isSmall: false,
  isReplaced: false,
  growing: [],
};

/** The calls of a file that may be of functions of its package, with what surrounds them. */
export function callFacts(look: Look): readonly CallFact[] {
  const types = ['CallExpression', 'OptionalCallExpression'];
  const sites = types.flatMap((type) => look.facts.sites(type));
  return sites
    .flatMap(({ node, region }) => {
      const facts: CallFact[] = [];
      if (isKept(node)) return facts;
      const callee = calleeOf(child(node, 'callee'), look);
      if (callee !== undefined) facts.push(callFact(node, region, callee, look));
      const named = namedCallback(node);
      if (named?.collection === undefined) return facts;
      // `toView.bind(null, users)`: what is bound comes first, and is the same each time.
      const bind = methodCall(named.callback);
      const isBound = bind?.name === 'bind';
      const callback = isBound ? bind.object : named.callback;
      const given = calleeOf(callback, look);
      if (given !== undefined) {
        const name = memberName(callback) || identifierName(callback);
        const fact = { ...callFact(node, region, given, look), name: name || 'the function' };
        const bound = isBound ? callFact(bind.node, region, given, look).args.slice(1) : [];
        facts.push(repeated(fact, named.collection, node, bound, look));
      }
      return facts;
    })
    .concat(getterReads(look));
}

/** `table ??= makeTable()`: made once, however often it is asked for. */
function isKept(call: TreeNode): boolean {
  const above = outerOf(call);
  return (
    above?.type === 'AssignmentExpression' && /^(?:\?\?|\|\|)=$/.test(String(above['operator']))
  );
}

/** Fields of known objects that are read in loops: where they are getters, those are calls. */
function getterReads(look: Look): readonly CallFact[] {
  const hasClasses = look.facts.tree.types.size > 0;
  const named = look.facts.tree.bindings.flatMap((binding) => {
    const isMade = child(binding.holder, 'init')?.type === 'NewExpression';
    if (!isMade && (binding.kind !== 'param' || !hasClasses)) return [];
    const type = typeOfBinding(binding, look);
    if (type === undefined || BUILT_IN.test(type)) return [];
    if (!isMade && look.facts.tree.types.get(type)?.type !== 'ClassDeclaration') return [];
    return binding.references.flatMap(({ node, region }) => getterRead(node, region, type, look));
  });
  // Only asked for where the file has getters.
  const own = look.facts.sites('ThisExpression').flatMap(({ node, region }) => {
    return look.growing(region).length === 0
      ? []
      : getterRead(node, region, typeAround(node), look);
  });
  return [...named, ...own];
}

function getterRead(object: TreeNode, region: Region, type: string, look: Look): CallFact[] {
  const node = parentOf(object);
  const name = memberName(node);
  if (node === undefined || name === '' || name === 'length' || type === '') return [];
  if (child(node, 'object') !== object || look.growing(region).length === 0) return [];
  const above = parentOf(node);
  if (isCall(above) && child(above, 'callee') === node) return [];
  const fact = callFact(node, region, { kind: 'getter', name, type }, look);
  return [{ ...fact, name, self: selfFact(object, node, region, look) }];
}

function selfFact(object: TreeNode, node: TreeNode, region: Region, look: Look): ArgumentFact {
  return argumentFact(object, node, look.repeats.ownerOf(region), look.growing(region), look);
}

/** Who is called: a function of this file, an import or a method of a known object. */
export function calleeOf(node: TreeNode | undefined, look: Look): Callee | undefined {
  if (node === undefined) return undefined;
  const value = unwrapped(node);
  const known = look.facts.functionOf(value);
  if (known !== undefined) {
    return isFunction(value) ? undefined : { kind: 'function', id: known.start };
  }
  const imported = importedAs(value, look);
  if (imported !== undefined) return isOfPackage(imported) ? imported : undefined;
  const name = memberName(value);
  const object = child(value, 'object');
  if (name === '' || object === undefined) return undefined;
  if (object.type === 'ThisExpression') return { kind: 'method', name, type: typeAround(node) };
  if (object.type === 'Super') return { kind: 'method', name, type: baseAround(node) };
  const type = typeOfObject(object, look);
  return type === undefined || BUILT_IN.test(type) ? undefined : { kind: 'method', name, type };
}

/** No class of the package. */
const BUILT_IN =
  /^(?:(?:Weak)?(?:Set|Map)|(?:Readonly)?(?:Array|Set|Map)|RegExp|Date|Promise|URL|Error|\w+Array)$/;

/** Other packages are not looked into. */
function isOfPackage(callee: Callee): boolean {
  return callee.kind !== 'import' || callee.specifier.startsWith('.');
}

function callFact(node: TreeNode, region: Region, callee: Callee, look: Look): CallFact {
  const loops = look.growing(region);
  const owner = look.repeats.ownerOf(region);
  const isOwn = child(child(node, 'callee'), 'object')?.type === 'ThisExpression';
  const unchanged = repeatsWithout(look.facts, node, loops).filter(
    (loop) => !isOwn || keepsThis(loop, node, look),
  );
  const object = methodCall(node)?.object;
  const isOfBase = object?.type === 'Super';
  const ofThis = loops.map((_, at) => at);
  const argument = (each: TreeNode): ArgumentFact => argumentFact(each, node, owner, loops, look);
  return {
    callee,
    name: memberName(child(node, 'callee')) || calleeName(node) || 'the function',
    caller: functionId(owner),
    range: rangeOf(node) ?? { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
    loops: loops.map((loop) => loopFact(loop, look)),
    self:
      object === undefined || isOfBase
        ? { ...NOTHING, same: ofThis, roots: isOfBase ? [{ kind: 'this' }] : undefined }
        : // Whose method it is is known by its type, whatever its name may say.
          { ...argument(object), isSmall: false },
    args: children(node, 'arguments').map((each) =>
      WITHOUT_LIST.test(each.type) ? NOTHING : argument(each),
    ),
    same: indexesOf(unchanged, loops),
    isOwn,
  };
}

/** Does nothing else in a loop change the object that it belongs to, as far as one can see? */
function keepsThis(loop: Repeat, call: TreeNode, look: Look): boolean {
  if (loop.kind === 'while') return false;
  const { text } = look.facts;
  const rest = text.slice(loop.node.start, call.start) + text.slice(call.end, loop.node.end);
  return !/\bthis\.[\w.#]+(?:\[[^\]]*\])?\s*(?:[-+*/|&?]*=[^=]|\+\+|--|\()/.test(rest);
}

function argumentFact(
  node: TreeNode,
  call: TreeNode,
  owner: Region,
  loops: readonly Repeat[],
  look: Look,
): ArgumentFact {
  const roots = rootsOf(node, owner, look);
  if (loops.length === 0) {
    // Without a loop it only matters what the caller hands on.
    if (roots === undefined || roots.length === 0) return NOTHING;
    return { ...NOTHING, roots, isSmall: isSmallOrText(node, look) };
  }
  const isMade = unwrapped(node).type === 'NewExpression';
  return {
    same: isMade ? [] : indexesOf(repeatsWithout(look.facts, node, loops), loops),
    roots,
    key: originKey(look.origin(node)),
    isSmall: isSmallOrText(node, look),
    isReplaced: isReplaced(node, call, look),
    growing: loops.flatMap((loop, at) => {
      return isGrownBeside(node, loop, loops[at - 1], look) ? [at] : [];
    }),
  };
}

/** What a name stands for is asked once for all its uses. */
function isSmallOrText(node: TreeNode, look: Look): boolean {
  const binding = look.binding(node);
  if (binding === undefined) return look.isSmall(node) || look.isString(node);
  let known = look.small.get(binding);
  if (known === undefined) {
    look.small.set(binding, (known = look.isSmall(node) || look.isString(node)));
  }
  return known;
}

/** Is something added to a collection in a loop, before or after another loop inside? */
function isGrownBeside(
  node: TreeNode,
  loop: Repeat,
  inner: Repeat | undefined,
  look: Look,
): boolean {
  const { binding } = look.origin(node);
  const uses = binding?.references ?? [];
  return uses.some(({ node: use }) => {
    if (!holds(loop.node, use) || (inner !== undefined && holds(inner.node, use))) return false;
    const call = methodCall(parentOf(parentOf(use) ?? use));
    return call?.object === use && /^(?:push|add|set|append|insert|select|pick)/.test(call.name);
  });
}

/** `acc = append(acc, x)`, `return append(acc, x)` in a reduce. */
function isReplaced(node: TreeNode, call: TreeNode, look: Look): boolean {
  const above = outerOf(call);
  if (above?.type === 'AssignmentExpression') {
    const target = child(above, 'left');
    return target !== undefined && look.shown(target, 200) === look.shown(node, 200);
  }
  const binding = look.binding(node);
  const isGiven = above?.type === 'ReturnStatement' || isFunction(above);
  const callback = isGiven ? functionAround(call) : undefined;
  const region = callback === undefined ? undefined : look.facts.tree.regions.get(callback);
  const repeat = region === undefined ? undefined : look.repeats.of(region);
  return binding !== undefined && repeat?.accumulator === binding;
}

function functionAround(node: TreeNode): TreeNode | undefined {
  let at = parentOf(node);
  while (at !== undefined && !isFunction(at)) at = parentOf(at);
  return at;
}

/** A function that is called by name for each element: one more loop, and an element for it. */
function repeated(
  fact: CallFact,
  collection: TreeNode,
  node: TreeNode,
  bound: readonly ArgumentFact[],
  look: Look,
): CallFact {
  if (look.isSmall(collection)) return { ...fact, self: NOTHING, args: [] };
  const loop: LoopFact = {
    start: node.start,
    end: node.end,
    line: rangeOf(node)?.startLine ?? 1,
    each: `element of \`${look.shown(unwrapped(collection))}\``,
    key: originKey(look.origin(collection)),
  };
  const loops = [loop, ...fact.loops];
  const same = loops.map((_, at) => at);
  const isReduce = methodCall(node)?.name.startsWith('reduce') === true;
  const args = isReduce
    ? [{ ...NOTHING, same, isReplaced: true }]
    : bound.map((each) => ({ ...each, same: [0, ...each.same.map((at) => at + 1)] }));
  return {
    ...fact,
    loops,
    self: { ...NOTHING, same },
    args,
    same: [],
  };
}

function loopFact(loop: Repeat, look: Look): LoopFact {
  return {
    start: loop.node.start,
    end: loop.node.end,
    line: rangeOf(loop.node)?.startLine ?? 1,
    each: look.each(loop),
    key: loop.origin === undefined ? '' : originKey(loop.origin),
  };
}

function indexesOf(some: readonly Repeat[], all: readonly Repeat[]): readonly number[] {
  return some.map((each) => all.indexOf(each));
}

function originKey({ binding, isThis, path }: Origin): string {
  if (path.includes('[]')) return '';
  if (isThis) return path === '' ? '' : `this${path}`;
  return binding === undefined ? '' : `${binding.id.start}${path}`;
}

/** Arguments that are no list, or none that could be told. */
const WITHOUT_LIST = /Function|Literal$|^(?:Spread|Object|Template|Binary|Unary)/;
