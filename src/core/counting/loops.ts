import type { SyntaxNode } from '../source/syntax-walk.js';
import { CHEAP_METHODS } from './builtins.js';
import { restNames } from './patterns.js';
import { ropeReads } from './ropes.js';
import type { Scope, Scribe } from './scribe.js';
import {
  child,
  codeChildren,
  endOf,
  FUNCTIONS,
  LOOPS,
  nameOf,
  propertyName,
  startOf,
} from './syntax.js';

/**
 * Counts the iterations of a loop. A loop that calls nothing counts in a variable of its own, which
 * V8 keeps in a register: a counter in memory made such loops three times as slow.
 */
export function countLoop(
  scribe: Scribe,
  node: SyntaxNode,
  scope: Scope,
  isLabelled: boolean,
): void {
  const { edits } = scribe;
  const label = LOOPS.get(node.type) ?? node.type;
  const site = scribe.site('loop', label, node, scope);
  const isLocal = !isLabelled && isPlain(node);
  const local = scribe.local(site);
  for (const read of ropeReads(node)) scribe.ropeReads.add(read);
  const inside: Scope = {
    ...scope,
    parent: site,
    localLoops: isLocal ? [...scope.localLoops, site] : scope.localLoops,
  };
  if (isLocal) edits.before(startOf(node), `{let ${local}=0;`);
  const body = child(node, 'body');
  for (const each of codeChildren(node)) {
    if (each === body) continue;
    // What is evaluated once belongs to the surroundings.
    const isOnce = each === node['init'] || each === node['right'];
    scribe.visit(each, isOnce ? scope : inside);
  }
  const rests = restsOfHead(scribe, node, inside);
  const count = `${isLocal ? `${local}++` : scribe.increment(site)};${rests}`;
  if (body !== undefined) countBody(scribe, body, inside, count);
  if (isLocal) edits.after(endOf(node), `;${flush(scribe, site)}}`);
}

function countBody(scribe: Scribe, body: SyntaxNode, scope: Scope, count: string): void {
  if (body.type === 'BlockStatement') {
    scribe.edits.before(startOf(body) + 1, count);
    scribe.visit(body, scope);
    return;
  }
  scribe.edits.before(startOf(body), `{${count}`);
  scribe.visit(body, scope);
  scribe.edits.after(endOf(body), '}');
}

/** Leaving a function out of the middle of loops takes along what they have counted. */
export function countExit(scribe: Scribe, node: SyntaxNode, scope: Scope): void {
  const flushes = scope.localLoops.map((site) => flush(scribe, site));
  if (flushes.length > 0) scribe.edits.before(startOf(node), `{${flushes.join('')}`);
  for (const each of codeChildren(node)) scribe.visit(each, scope);
  if (flushes.length > 0) scribe.edits.after(endOf(node), '}');
}

function flush(scribe: Scribe, site: number): string {
  return `${scribe.counters}[${site}]+=${scribe.local(site)};`;
}

/** `for (const [first, ...rest] of xs)` copies the rest in every iteration. */
function restsOfHead(scribe: Scribe, node: SyntaxNode, scope: Scope): string {
  const left = child(node, 'left');
  if (left?.type !== 'VariableDeclaration') return '';
  const [declarator] = left['declarations'] as readonly SyntaxNode[];
  return restNames(declarator === undefined ? undefined : child(declarator, 'id'))
    .map(({ name, node: rest }) => {
      const site = scribe.site('builtin', '...', rest, scope);
      return `${scribe.call('rest', site)}${name});`;
    })
    .join('');
}

const LEAVES_OTHERWISE: ReadonlySet<string> = new Set([
  ...FUNCTIONS,
  'ClassDeclaration',
  'ClassExpression',
  'NewExpression',
  'OptionalCallExpression',
  'TaggedTemplateExpression',
  'YieldExpression',
  'AwaitExpression',
  'TryStatement',
  'LabeledStatement',
  'SpreadElement',
  'RestElement',
  'ImportExpression',
  'WithStatement',
]);

/**
 * Does a loop run from its start to its end without anything in between? Code of others may end the
 * process, and what a variable has counted until then would be lost.
 */
function isPlain(loop: SyntaxNode): boolean {
  if (loop['await'] === true) return false;
  const open = [loop];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (LEAVES_OTHERWISE.has(node.type)) return false;
    if (node.type === 'CallExpression' && !isCheapCall(node)) return false;
    const isJump = node.type === 'BreakStatement' || node.type === 'ContinueStatement';
    if (isJump && child(node, 'label') !== undefined) return false;
    open.push(...codeChildren(node));
  }
  return true;
}

function isCheapCall(call: SyntaxNode): boolean {
  const callee = child(call, 'callee');
  if (callee?.type !== 'MemberExpression') return false;
  if (nameOf(child(callee, 'object')) === 'Math') return true;
  return CHEAP_METHODS.has(propertyName(callee));
}
