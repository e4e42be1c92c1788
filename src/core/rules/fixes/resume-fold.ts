import type { Binding } from '../../source/bindings.js';
import { changesOf } from '../../source/dependence.js';
import type { Repeat } from '../../source/repeats.js';
import {
  child,
  children,
  holds,
  identifierName,
  isFunction,
  isMember,
  methodCall,
  numberOf,
  outerOf,
  parentOf,
  part,
  unwrapped,
  type TreeNode,
} from '../../source/tree-node.js';
import type { Look } from '../look.js';
import { isPrivate, rootOf } from '../ownership.js';
import type { Fix, TextEdit } from '../rule.js';
import {
  afterLine,
  anchorBefore,
  freshName,
  indentOf,
  insertBefore,
  isStepOf,
  isTyped,
  replace,
  startOf,
  textOf,
  type Anchor,
} from './places.js';
import { isUntouchedBy } from './unchanged.js';

/** Something that is folded for each candidate out of all that is picked so far. */
interface Fold {
  readonly inner: Repeat;
  readonly candidates: Repeat;
  readonly picks: Repeat;
  readonly picked: Binding;
  /** The name of the candidate. */
  readonly candidate: Binding;
}

/**
 * What was folded out of the picks for a candidate (a maximum, a sum) is kept, and the next time the
 * fold goes on with the picks that are new since then. These are the same steps in the same order,
 * so sums come out to the last bit, and candidates that are passed over at times catch up later.
 * Nothing is offered unless the picks are a list of the function's own that only grows, and what is
 * folded hangs on nothing but the two elements, which nothing in the loop changes.
 */
export function resumeFoldFix(
  inner: Repeat,
  loops: readonly Repeat[],
  look: Look,
): Fix | undefined {
  const [candidates, picks, ...more] = loops;
  if (candidates === undefined || picks === undefined || more.length > 0) return undefined;
  const picked = look.binding(inner.collection);
  const anchor = anchorBefore([picks]);
  if (picked === undefined || anchor === undefined || anchor.isArrowBody) return undefined;
  if (holds(anchor.node, picked.id) || !onlyGrows(picked, picks, candidates, look)) {
    return undefined;
  }
  const place = inner.kind === 'callback' ? spreadAround(inner.node) : inner.node;
  if (!isWalkedOnly(place, inner, picked, look)) return undefined;
  const candidate = candidateOf(place, candidates, picks, picked, look);
  if (candidate === undefined) return undefined;
  const fold: Fold = { inner, candidates, picks, picked, candidate };
  const made =
    inner.kind === 'callback' ? expressionEdits(fold, place, look) : loopEdits(fold, look);
  if (made === undefined) return undefined;
  const types = isTyped(look) ? '<unknown, { count: number; value: number }>' : '';
  return {
    title: 'Go on from the picks that are known',
    edits: [
      ...insertBefore(anchor, [`const ${made.table} = new Map${types}();`], look),
      ...made.edits,
    ],
  };
}

interface Made {
  /** The name of the Map. */
  readonly table: string;
  readonly edits: readonly TextEdit[];
}

/** Is it a list of this function that nobody else knows, and to which is only added, after a round? */
function onlyGrows(picked: Binding, picks: Repeat, candidates: Repeat, look: Look): boolean {
  if (!isPrivate(look.facts, picked, picks.node) || picked.references.some(isWritten)) return false;
  if (look.kind(picked.references[0]?.node) !== 'array') return false;
  const owner = look.repeats.ownerOf(picks.region);
  const body = child(candidates.region.node, 'body') ?? candidates.node;
  return changesOf(picked, look.facts.tree.program).every(({ by, node, reference }) => {
    if (look.repeats.ownerOf(reference.region) !== owner) return false;
    if (!holds(picks.node, node)) return by === 'push' || node.start > picks.node.end;
    return by === 'push' && !holds(body, node);
  });
}

function isWritten({ isWrite }: { readonly isWrite: boolean }): boolean {
  return isWrite;
}

/** Is the list walked and nothing else, so that how long it is or what is where does not matter? */
function isWalkedOnly(fold: TreeNode, inner: Repeat, picked: Binding, look: Look): boolean {
  return look.facts.referencesIn(fold).every(({ node, binding }) => {
    if (look.callback(node) !== undefined) {
      return !look.doings(look.callback(node) ?? node).names.has(picked);
    }
    if (binding !== picked || node === inner.collection) return true;
    const member = parentOf(node);
    const isElement = look.binding(child(member, 'property')) === inner.index;
    return inner.index !== undefined && isElement && member?.['computed'] === true;
  });
}

/** The one name of the loops around that a fold is about, where it is the candidate, whole. */
function candidateOf(
  fold: TreeNode,
  candidates: Repeat,
  picks: Repeat,
  picked: Binding,
  look: Look,
): Binding | undefined {
  const { effects, fields, names } = look.doings(fold);
  const written = new Set(effects.flatMap(({ kind, root }) => (kind === 'name' ? [root] : [])));
  const turning = [...names].filter(
    (name) => !written.has(name) && holds(picks.node, name.id) && name.kind !== 'function',
  );
  const [candidate, ...others] = turning;
  if (candidate === undefined || others.length > 0 || candidate.path.length > 0) return undefined;
  if (!candidates.elements.includes(candidate) || candidate.references.some(isWritten)) {
    return undefined;
  }
  if (effects.some(({ kind }) => kind !== 'name')) return undefined;
  const pool = candidates.collection && rootOf(look.facts, candidates.collection);
  const isSafe = look
    .doings(picks.node)
    .effects.every((effect) =>
      isUntouchedBy(effect, { fields, names, written, within: picks.node, picked, pool }, look),
    );
  return isSafe ? candidate : undefined;
}

/** `let m = 0; for (const p of picked) m = Math.max(m, similarity(c, p));` and its like. */
function loopEdits(fold: Fold, look: Look): Made | undefined {
  const { inner, candidates, picked, candidate } = fold;
  const loop = inner.node;
  const leaves = /\b(?:break|return|yield|await)\b|\bcontinue[ \t]+\w/;
  if (leaves.test(textOf(loop, look))) return undefined;
  const roots = new Set(look.doings(loop).effects.map(({ root }) => root));
  const [state, ...others] = roots;
  if (state === undefined || others.length > 0 || state.region !== candidates.region) {
    return undefined;
  }
  const init = child(state.holder, 'init');
  const declaration = parentOf(state.holder);
  if (declaration?.type !== 'VariableDeclaration' || parentOf(declaration) !== parentOf(loop)) {
    return undefined;
  }
  if (!isNumber(init, look) || state.kind !== 'let' || state.path.length > 0) return undefined;
  const isTouched = state.references.some(
    ({ node, region }) =>
      node.start < loop.start ||
      look.repeats.ownerOf(region) !== look.repeats.ownerOf(candidates.region),
  );
  if (isTouched || !isListed(loop)) return undefined;
  const table = freshName(`${state.name}SoFar`, look);
  const known = freshName('known', look);
  const start = startEdit(fold, `${known}.count`, look);
  if (start === undefined) return undefined;
  const indent = indentOf(declaration, look);
  const before = startOf(declaration, look);
  const begins = `const ${known} = ${table}.get(${candidate.name}) ?? { count: 0, value: ${textOf(init, look)} };`;
  const ends = `${table}.set(${candidate.name}, { count: ${picked.name}.length, value: ${state.name} });`;
  return {
    table,
    edits: [
      { start: before, end: before, text: `${begins}\n${indent}` },
      replace(init, `${known}.value`),
      start,
      afterLine(loop, ends, look),
    ],
  };
}

/** Makes a loop over all that is picked one over what is picked since. */
function startEdit({ inner, picked }: Fold, from: string, look: Look): TextEdit | undefined {
  const loop = inner.node;
  if (loop.type === 'ForOfStatement') {
    const right = part(loop, 'right');
    return right.type === 'Identifier'
      ? replace(right, `${picked.name}.slice(${from})`)
      : undefined;
  }
  const { index } = inner;
  const init = child(index?.holder, 'init');
  const test = child(loop, 'test');
  const update = child(loop, 'update');
  if (loop.type !== 'ForStatement' || index === undefined || init === undefined) return undefined;
  if (numberOf(init) !== 0 || test === undefined || update === undefined) return undefined;
  const isWhole = textOf(test, look).replace(/\s/g, '') === `${index.name}<${picked.name}.length`;
  if (!isWhole || !isStepOf(update, index, 1, look)) return undefined;
  const isElement = index.references.every(({ node, isWrite }) => {
    if (!holds(part(loop, 'body'), node)) return holds(loop, node);
    const member = outerOf(node);
    return !isWrite && isMember(member) && look.binding(child(member, 'object')) === picked;
  });
  return isElement ? replace(init, from) : undefined;
}

function isListed(node: TreeNode): boolean {
  return /^(?:Program|BlockStatement|StaticBlock)$/.test(parentOf(node)?.type ?? '');
}

/** Is it a number that is written there, or an infinity? */
function isNumber(node: TreeNode | undefined, look: Look): node is TreeNode {
  if (node === undefined) return false;
  if (numberOf(node) !== undefined) return true;
  return /^-?Infinity$|^Number\.(?:NEGATIVE|POSITIVE)_INFINITY$/.test(textOf(node, look));
}

/** The `Math.max(…)` that the results of a `map` are handed to; else the call itself. */
function spreadAround(call: TreeNode): TreeNode {
  const spread = parentOf(call);
  return spread?.type === 'SpreadElement' ? (parentOf(spread) ?? call) : call;
}

/** `Math.max(0, ...picked.map((p) => …))` and `picked.reduce((m, p) => …, 0)`. */
function expressionEdits(fold: Fold, whole: TreeNode, look: Look): Made | undefined {
  const { inner, candidates, picked, candidate } = fold;
  const folded = foldedBy(inner, whole, look);
  const anchor = placeIn(candidates, picked, whole, look);
  if (folded === undefined || anchor === undefined) return undefined;
  const holder = outerOf(whole);
  const stem =
    (holder?.type === 'VariableDeclarator' && identifierName(child(holder, 'id'))) || 'closest';
  const table = freshName(`${stem}SoFar`, look);
  const known = freshName('known', look);
  const value = freshName(`${stem}Now`, look);
  const lines = [
    `const ${known} = ${table}.get(${candidate.name}) ?? { count: 0, value: ${folded.init} };`,
    `const ${value} = ${picked.name}.slice(${known}.count).reduce(${folded.step}, ${known}.value);`,
    `${table}.set(${candidate.name}, { count: ${picked.name}.length, value: ${value} });`,
  ];
  return { table, edits: [...insertBefore(anchor, lines, look), replace(whole, value)] };
}

/** The step of a fold and what it begins with. */
function foldedBy(
  inner: Repeat,
  whole: TreeNode,
  look: Look,
): { step: string; init: string } | undefined {
  const callback = inner.region.node;
  const parameters = children(callback, 'params');
  if (callback.type !== 'ArrowFunctionExpression' || callback['async'] === true) return undefined;
  const call = methodCall(inner.node);
  if (inner.method === 'reduce') {
    const init = call?.args[1];
    if (parameters.length !== 2 || !isNumber(init, look)) return undefined;
    return { step: textOf(callback, look), init: textOf(init, look) };
  }
  const body = child(callback, 'body');
  const [parameter, ...more] = parameters;
  const outer = methodCall(whole);
  if (inner.method !== 'map' || parameter === undefined || more.length > 0) return undefined;
  if (body === undefined || body.type === 'BlockStatement' || outer === undefined) return undefined;
  if (identifierName(outer.object) !== 'Math' || !/^(?:max|min)$/.test(outer.name)) {
    return undefined;
  }
  const [first, ...rest] = outer.args.filter((each) => each.type !== 'SpreadElement');
  if (rest.length > 0 || outer.args.length > 2 || (first !== undefined && !isNumber(first, look))) {
    return undefined;
  }
  const most = freshName(outer.name === 'max' ? 'most' : 'least', look);
  const nothing = outer.name === 'max' ? '-Infinity' : 'Infinity';
  return {
    step: `(${most}, ${textOf(parameter, look)}) => Math.${outer.name}(${most}, ${textOf(body, look)})`,
    init: first === undefined ? nothing : textOf(first, look),
  };
}

/** The statement of a candidate's turn that an expression stands in; nothing where it may not be moved. */
function placeIn(
  candidates: Repeat,
  picked: Binding,
  whole: TreeNode,
  look: Look,
): Anchor | undefined {
  const turn = candidates.region.node;
  for (let at = whole; ;) {
    const above = parentOf(at);
    if (above === undefined || at === turn) return undefined;
    if (/^(?:BlockStatement|StaticBlock)$/.test(above.type)) {
      return { node: at, isArrowBody: false, loop: candidates };
    }
    if (isFunction(above)) {
      const isBody = above === turn && child(above, 'body') === at;
      return isBody ? { node: at, isArrowBody: true, loop: candidates } : undefined;
    }
    if (look.facts.tree.regions.has(above) || /^Switch/.test(above.type)) return undefined;
    const test =
      child(above, 'test') ?? (above.type === 'LogicalExpression' ? part(above, 'left') : at);
    if (test !== at && !isAboutPicks(test, picked, look)) return undefined;
    at = above;
  }
}

/** `picked.length > 0`: whether there is anything to fold. */
function isAboutPicks(test: TreeNode, picked: Binding, look: Look): boolean {
  return look.facts.referencesIn(unwrapped(test)).every(({ binding }) => binding === picked);
}
