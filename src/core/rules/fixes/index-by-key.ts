import { changesOf } from '../../source/dependence.js';
import type { Region } from '../../source/bindings.js';
import type { Repeat } from '../../source/repeats.js';
import {
  child,
  children,
  identifierName,
  isMember,
  memberName,
  outerOf,
  unwrapped,
  type MethodCall,
  type TreeNode,
} from '../../source/tree-node.js';
import type { callbackEquality } from '../key-equality.js';
import type { Look } from '../look.js';
import type { Fix } from '../rule.js';
import {
  anchorBefore,
  freshName,
  insertBefore,
  isNeverNaN,
  isSeldomNaN,
  isPlain,
  isTyped,
  replace,
  stemOf,
  textOf,
  type Anchor,
} from './places.js';
import { isFieldWritten, mayBeMissing, nameOf, staysSame } from './unchanged.js';

type Equality = NonNullable<ReturnType<typeof callbackEquality>>;

/** What a list is indexed by, when that may be done. */
interface Key {
  readonly anchor: Anchor;
  readonly list: string;
  /** `(item) => item.id`: its two halves. */
  readonly parameter: string;
  readonly key: string;
  readonly other: string;
  /** Is it sure to be no NaN? */
  readonly isSure: boolean;
  /** `['user']['id']` */
  readonly type: string;
}

/** `xs.find((x) => x.id === id)` becomes a look-up in a Map in which the first of a key wins. */
export function indexByKey(
  call: MethodCall,
  equality: Equality,
  region: Region,
  loops: readonly Repeat[],
  look: Look,
): Fix | undefined {
  const key = keyOf(call, equality, loops, look);
  if (key === undefined || region.kind === 'program') return undefined;
  const { anchor, list, parameter, other } = key;
  const pair = isTyped(look) ? ' as const' : '';
  const stem = stemOf(call.object);
  const written = { find: 'By', some: 'Keys', every: 'Keys', findIndex: 'Positions' }[call.name];
  if (written === undefined) return undefined;
  const name = freshName(
    written === 'By' ? `${stem}By${capital(lastPart(key.key))}` : `${stem}${written}`,
    look,
  );
  let made: string;
  let use: string;
  if (call.name === 'find') {
    made = `new Map([...${list}].reverse().map((${parameter}) => [${key.key}, ${parameter}]${pair}))`;
    use = `${name}.get(${other})`;
  } else if (call.name === 'findIndex') {
    made = `new Map(${list}.map((${parameter}, index) => [${key.key}, index]${pair}).reverse())`;
    use = `(${name}.get(${other}) ?? -1)`;
  } else {
    made = `new Set(${list}.map((${parameter}) => ${key.key}))`;
    use = `${call.name === 'every' ? '!' : ''}${name}.has(${other})`;
  }
  return {
    title: `Index \`${look.shown(call.object)}\` by \`${key.key}\``,
    edits: [
      ...insertBefore(anchor, [`const ${name} = ${made};`, ...withoutNaN(key, name, look)], look),
      replace(call.node, use),
    ],
  };
}

/** `xs.filter((x) => x.user === id)` becomes a look-up in a Map of groups. */
export function groupByKey(
  call: MethodCall,
  equality: Equality,
  region: Region,
  loops: readonly Repeat[],
  look: Look,
): Fix | undefined {
  const key = keyOf(call, equality, loops, look);
  if (key === undefined || region.kind === 'program' || equality.operator !== '===') {
    return undefined;
  }
  const { anchor, list, parameter, other } = key;
  const name = freshName(`${stemOf(call.object)}By${capital(lastPart(key.key))}`, look);
  const element = `(typeof ${list})[number]`;
  const types = isTyped(look) ? `<${element}${key.type}, ${element}[]>` : '';
  const group = freshName('group', look);
  const lines = [
    `const ${name} = new Map${types}();`,
    `for (const ${parameter} of ${list}) {`,
    `  const ${group} = ${name}.get(${key.key});`,
    `  if (${group} === undefined) ${name}.set(${key.key}, [${parameter}]);`,
    `  else ${group}.push(${parameter});`,
    `}`,
    ...withoutNaN(key, name, look),
  ];
  const isOnlyRead = isReadOnly(call.node, look);
  const use = `(${name}.get(${other})${isOnlyRead ? '' : '?.slice()'} ?? [])`;
  return {
    title: `Group \`${look.shown(call.object)}\` by \`${key.key}\``,
    edits: [...insertBefore(anchor, lines, look), replace(call.node, use)],
  };
}

/** `===` finds no NaN, and a Map would. */
function withoutNaN({ isSure }: Key, name: string, look: Look): readonly string[] {
  // In TypeScript the key may be of a type that has no NaN.
  return isSure ? [] : [`${name}.delete(NaN${isTyped(look) ? ' as never' : ''});`];
}

/** Methods that neither change a list nor keep it. */
const READING =
  /^(?:map|filter|reduce|reduceRight|some|every|find|findIndex|findLast|length|join|slice|flatMap|includes|indexOf|concat|at|forEach|toSorted)$/;

/** Is a group only looked at, so that two may share it? */
function isReadOnly(node: TreeNode, look: Look): boolean {
  const above = outerOf(node);
  if (above === undefined) return false;
  // What is given to callbacks includes the list itself, but nobody looks at that.
  if (isMember(above)) return READING.test(memberName(above));
  if (above.type === 'ForOfStatement') return true;
  if (above.type !== 'VariableDeclarator') return false;
  const [binding] = look.facts.declaredIn(above);
  if (binding === undefined || changesOf(binding, look.facts.tree.program).length > 0) return false;
  return binding.references.every(({ node: use }) => {
    const outer = outerOf(use);
    if (outer?.type === 'ForOfStatement') return true;
    return (
      outer !== undefined &&
      isMember(outer) &&
      (memberName(outer) === '' || READING.test(memberName(outer)))
    );
  });
}

function keyOf(
  call: MethodCall,
  equality: Equality,
  loops: readonly Repeat[],
  look: Look,
): Key | undefined {
  const anchor = anchorBefore(loops);
  const callback = call.args[0] === undefined ? undefined : unwrapped(call.args[0]);
  const parameters = children(callback, 'params');
  const parameter = identifierName(parameters[0]);
  if (anchor === undefined || parameter === '' || parameters.length !== 1) return undefined;
  if (call.node.type !== 'CallExpression' || call.args.length !== 1) return undefined;
  if (callback === undefined || !equality.isAlone || !isOneReturn(callback)) return undefined;
  // In a function of the old kind `this` is something else.
  const isOld = callback.type !== 'ArrowFunctionExpression';
  if (isOld && /\bthis\b/.test(textOf(callback, look))) return undefined;
  if (!/^[!=]==$/.test(equality.operator) || look.kind(call.object) !== 'array') return undefined;
  const { own, other } = equality;
  if (!isPlain(own) || !isPlain(other) || unwrapped(own).type !== own.type) return undefined;
  if (own.type !== 'MemberExpression' && call.name === 'filter') return undefined;
  const sides = [own, other];
  if (sides.every((side) => !isNeverNaN(side, look) && !isSeldomNaN(side))) return undefined;
  if (!staysSame(call.object, anchor, look)) return undefined;
  if (isFieldWritten(memberName(unwrapped(own)), anchor.node, look)) return undefined;
  if (mayBeMissing(call.object, anchor.node, look)) return undefined;
  // In front of the loop the name of the element stands beside that of the list.
  if (nameOf(call.object, look)?.name === parameter) return undefined;
  const key = textOf(own, look);
  const steps = key.split('.').slice(1);
  return {
    anchor,
    list: textOf(call.object, look),
    parameter,
    key,
    other: textOf(other, look),
    isSure: sides.some((side) => isNeverNaN(side, look)),
    type: steps.map((step) => `['${step}']`).join(''),
  };
}

/** Does a callback do nothing but return something? */
function isOneReturn(callback: TreeNode): boolean {
  const body = child(callback, 'body');
  if (callback.type === 'ArrowFunctionExpression' && body?.type !== 'BlockStatement') return true;
  if (callback.type !== 'ArrowFunctionExpression' && callback.type !== 'FunctionExpression') {
    return false;
  }
  const statements = children(body, 'body');
  return statements.length === 1 && statements[0]?.type === 'ReturnStatement';
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function lastPart(key: string): string {
  return key.replace(/^.*\.#?/, '');
}
