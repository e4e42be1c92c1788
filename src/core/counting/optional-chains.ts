import type { SyntaxNode } from '../source/syntax-walk.js';
import { argumentsFor, methodWork, untilStart } from './calls.js';
import { endOfWrap, placeOf, visitArguments, wrapReceiver, type WrappedCall } from './copies.js';
import type { Scope, Scribe } from './scribe.js';
import { child, codeChildren, endOf, propertyName, startOf } from './syntax.js';

/** What surrounds a chain. */
export interface ChainPlace {
  readonly parent: SyntaxNode | undefined;
}

/**
 * Counts the builtins in `a?.b.map(f)`. What is cut off at a `?.` has to stay cut off, so the chain
 * is taken apart there: `(t = a) == null ? undefined : t.b.map(f)`.
 */
export function countChain(
  scribe: Scribe,
  chain: SyntaxNode,
  scope: Scope,
  { parent }: ChainPlace,
): void {
  if (countMaybeMethod(scribe, chain, scope)) return;
  const spine = spineOf(chain);
  const base = spine === undefined ? undefined : below(spine[0]!);
  const counted = new Map(spine?.map((node) => [node, builtinOf(node)]));
  const isCounted = [...counted.values()].some((each) => each !== undefined);
  if (spine === undefined || base === undefined || !isCounted || isReference(chain, parent)) {
    visitUncounted(scribe, chain, scope);
    return;
  }
  const segments = segmentsOf(spine);
  const isStatement = scope.statementStart === startOf(chain);
  // A parenthesis at the start of a statement would continue the one before.
  const lead = isStatement ? `${scribe.hook}.same` : '';
  scribe.edits.before(startOf(chain), `${lead}((${scribe.receiver}=`);
  scribe.visit(base, scope);
  let end = endOf(base);
  for (const [index, segment] of segments.entries()) {
    scribe.edits.after(end, `)==null?void 0:`);
    if (index < segments.length - 1) scribe.edits.after(end, `((${scribe.receiver}=`);
    countSegment(scribe, segment, scope, end);
    end = endOf(segment[segment.length - 1]!);
  }
  scribe.edits.after(end, ')'.repeat(segments.length));
}

/** Counts the builtin in `xs.includes?.(x)`. */
function countMaybeMethod(scribe: Scribe, chain: SyntaxNode, scope: Scope): boolean {
  const callee = chain.type === 'OptionalCallExpression' ? child(chain, 'callee') : undefined;
  if (callee?.type !== 'MemberExpression') return false;
  const receiver = child(callee, 'object');
  const work = methodWork(chain, callee);
  if (receiver === undefined || receiver.type === 'Super') return false;
  if (work === undefined || work === 'until') return false;
  const site = scribe.site(
    'builtin',
    propertyName(callee),
    chain,
    scope,
    child(callee, 'property'),
  );
  const wrapped = { call: chain, callee, receiver, name: work, site };
  wrapReceiver(scribe, { ...wrapped, ...argumentsFor(scribe, chain, work) }, scope);
  return true;
}

/** The nodes of a chain from its base on; nothing for chains that cannot be taken apart. */
function spineOf(chain: SyntaxNode): SyntaxNode[] | undefined {
  const spine: SyntaxNode[] = [];
  let node: SyntaxNode | undefined = chain;
  while (node !== undefined && isChainNode(node)) {
    const isCall = node.type === 'OptionalCallExpression';
    // `a.b?.(x)` hands `a` over as well, and what follows depends on whether there is a `b`.
    if (isCall && node['optional'] === true && !isLastBuiltin(node, chain)) return undefined;
    spine.push(node);
    node = below(node);
  }
  return node?.type === 'Super' || node?.type === 'TSNonNullExpression'
    ? undefined
    : spine.reverse();
}

/** Is this the end of `a?.b.includes?.(x)`, where nothing depends on it? */
function isLastBuiltin(node: SyntaxNode, chain: SyntaxNode): boolean {
  const work = builtinOf(node);
  return node === chain && work !== undefined;
}

function isChainNode({ type }: SyntaxNode): boolean {
  return type === 'OptionalMemberExpression' || type === 'OptionalCallExpression';
}

/** What a member is taken of, or what is called. */
function below(node: SyntaxNode): SyntaxNode | undefined {
  return child(node, node.type === 'OptionalCallExpression' ? 'callee' : 'object');
}

/** The parts of a chain, each of which starts with a `?.`. */
function segmentsOf(spine: readonly SyntaxNode[]): SyntaxNode[][] {
  const segments: SyntaxNode[][] = [];
  for (const node of spine) {
    // A call stays with its receiver, and keeps its own `?.`.
    const isCut = node['optional'] === true && node.type === 'OptionalMemberExpression';
    if (isCut || segments.length === 0) segments.push([node]);
    else segments.at(-1)?.push(node);
  }
  return segments;
}

/** The name of the builtin that a node of a chain calls. */
function builtinOf(node: SyntaxNode): string | undefined {
  const callee = node.type === 'OptionalCallExpression' ? child(node, 'callee') : undefined;
  if (callee === undefined || !isChainNode(callee)) return undefined;
  return methodWork(node, callee) === undefined ? undefined : propertyName(callee);
}

/** Does the surrounding code need the chain as the place of a value, not as the value? */
function isReference(chain: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  if (parent?.type === 'UnaryExpression' && parent['operator'] === 'delete') return true;
  if (chain.type === 'OptionalCallExpression') return false;
  const around = parent?.type ?? '';
  return /^(ParenthesizedExpression|TSNonNullExpression|CallExpression|TaggedTemplate)/.test(
    around,
  );
}

function visitUncounted(scribe: Scribe, chain: SyntaxNode, scope: Scope): void {
  let node: SyntaxNode | undefined = chain;
  while (node !== undefined && isChainNode(node)) {
    const next = below(node);
    for (const each of codeChildren(node)) if (each !== next) scribe.visit(each, scope);
    node = next;
  }
  if (node !== undefined) scribe.visit(node, scope);
}

interface SegmentCall extends WrappedCall {
  /** Instead of a call that takes the receiver. */
  readonly start?: string | undefined;
}

/** Counts the calls of one part, whose start is the variable that holds what was before. */
function countSegment(
  scribe: Scribe,
  segment: readonly SyntaxNode[],
  scope: Scope,
  start: number,
): void {
  const calls = new Map<SyntaxNode, SegmentCall>();
  for (const node of segment) {
    const call = segmentCall(scribe, node, scope);
    if (call !== undefined) calls.set(node, call);
  }
  for (const { name, site, start: other } of [...calls.values()].reverse()) {
    scribe.edits.after(start, other ?? `${scribe.call(name, site)}${scribe.receiver}=`);
  }
  scribe.edits.after(start, scribe.receiver);
  for (const node of segment) {
    const call = calls.get(node);
    if (call === undefined) {
      const next = below(node);
      const others = codeChildren(node).filter((each) => each !== next);
      for (const each of others) scribe.visit(each, scope);
      continue;
    }
    if (call.start === undefined) {
      const { receiver: kept } = scribe;
      const place = placeOf(scribe, call.name, kept);
      scribe.edits.after(endOf(call.receiver), `,${place}${kept}`);
    }
    visitArguments(scribe, call, scope);
    const isPlainEnd = call.start !== undefined;
    scribe.edits.after(endOf(node), isPlainEnd ? ')' : endOfWrap(call.callee, call.extra));
  }
}

function segmentCall(scribe: Scribe, node: SyntaxNode, scope: Scope): SegmentCall | undefined {
  const name = builtinOf(node);
  const callee = name === undefined ? undefined : below(node);
  const receiver = callee === undefined ? undefined : below(callee);
  if (name === undefined || callee === undefined || receiver === undefined) return undefined;
  const work = methodWork(node, callee);
  if (work === undefined) return undefined;
  const site = scribe.site('builtin', name, node, scope, child(callee, 'property'));
  const start = work === 'until' ? untilStart(scribe, node, { ...scope, parent: site }) : undefined;
  if (work === 'until' && start === undefined) return undefined;
  const told = work === 'until' ? {} : argumentsFor(scribe, node, work);
  return { call: node, callee, receiver, name: work, site, start, ...told };
}
