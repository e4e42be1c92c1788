import type { SyntaxNode } from '../source/syntax-walk.js';
import { countCall, countNew } from './calls.js';
import { countElements, countFields, wrapValue } from './copies.js';
import type { CountSite } from './count-site.js';
import { declaredNames } from './declared-names.js';
import { countFunction, nameOfFunction } from './functions.js';
import { countExit, countLoop } from './loops.js';
import { countChain } from './optional-chains.js';
import { parseForCounting } from './parse-for-counting.js';
import { restKind } from './patterns.js';
import { Scribe, type Scope } from './scribe.js';
import { child, children, codeChildren, endOf, FUNCTIONS, LOOPS, startOf } from './syntax.js';
import type { TextEdits } from './text-edits.js';

/** A file's text with counters in it. Every line stays where it is. */
export interface CountingText {
  readonly text: string;
  readonly sites: readonly CountSite[];
  /** What was inserted. */
  readonly edits: TextEdits;
}

/** What marks a text that counts already. */
export const COUNTING_MARK = 'globalThis[Symbol.for("rankscope.counting")]';

/** The deepest nesting that is followed; nobody writes such code, programs do. */
const DEEPEST = 300;

/**
 * The text of a file with counters at its loops, its functions and its calls of builtins; nothing
 * when it does not parse, and the text as it is when there is nothing to count in it.
 * @param id under which the hook opens the counters
 */
export function countingText(text: string, fileName: string, id: string): CountingText | undefined {
  const program = parseForCounting(text, fileName);
  if (program === undefined) return undefined;
  const scribe = new Scribe(text, freshName(text), declaredNames(program), visitor());
  const top: Scope = {
    function: '',
    parent: -1,
    localLoops: [],
    statementStart: -1,
    isTopLevel: true,
  };
  for (const each of codeChildren(program)) scribe.visit(each, top);
  const { edits, sites } = scribe;
  if (sites.length === 0) return { text, sites, edits };
  putPrelude(scribe, program, text, id);
  return { text: edits.applyTo(text), sites, edits };
}

/** A start for names that nothing in the text has. */
function freshName(text: string): string {
  let name = '$rs';
  while (text.includes(name)) name += '_';
  return name;
}

/** Opens the counters of the file, behind its directives and in front of all that runs. */
function putPrelude(scribe: Scribe, program: SyntaxNode, text: string, id: string): void {
  const { hook, counters, receiver, open } = scribe;
  const variables = [hook, counters, receiver, ...scribe.arguments, ...scribe.borrowers];
  const prelude =
    `var ${variables.join()};` +
    `function ${open}(){${hook}=${COUNTING_MARK};` +
    `${counters}=${hook}.open(${JSON.stringify(id)},${scribe.sites.length})}${open}();`;
  const directive = children(program, 'directives').at(-1);
  if (directive !== undefined) {
    scribe.edits.after(endOf(directive), `;${prelude}`);
    return;
  }
  const hashbang = child(program, 'interpreter');
  const start = hashbang === undefined ? 0 : text.indexOf('\n', endOf(hashbang)) + 1;
  const first = start === 0 && text.charCodeAt(0) === 0xfeff ? 1 : start;
  // First of all: whatever else is inserted here belongs to the code behind it.
  scribe.edits.after(first, prelude);
}

type Visitor = (scribe: Scribe, node: SyntaxNode, scope: Scope, parent?: SyntaxNode) => void;

/** Goes down the tree and lets each kind of node be counted by who knows it. */
function visitor() {
  const parents = new Map<SyntaxNode, SyntaxNode>();
  let depth = 0;
  return (scribe: Scribe, node: SyntaxNode, scope: Scope): void => {
    if (depth > DEEPEST) return;
    depth += 1;
    for (const each of codeChildren(node)) parents.set(each, node);
    const visit = VISITORS.get(node.type) ?? visitChildren;
    visit(scribe, node, scope, parents.get(node));
    depth -= 1;
  };
}

function visitChildren(scribe: Scribe, node: SyntaxNode, scope: Scope): void {
  for (const each of codeChildren(node)) scribe.visit(each, scope);
}

const VISITORS: ReadonlyMap<string, Visitor> = new Map<string, Visitor>([
  ...[...LOOPS.keys()].map((type): [string, Visitor] => [
    type,
    (scribe, node, scope, parent) => {
      countLoop(scribe, node, scope, parent?.type === 'LabeledStatement');
    },
  ]),
  ...[...FUNCTIONS].map((type): [string, Visitor] => [
    type,
    (scribe, node, scope, parent) => {
      const isTopLevel = scope.isTopLevel && isAtTop(parent);
      countFunction(scribe, node, { ...scope, isTopLevel }, nameOfFunction(node, parent));
    },
  ]),
  ['CallExpression', countCall],
  ['NewExpression', countNew],
  ['OptionalCallExpression', visitChain],
  ['OptionalMemberExpression', visitChain],
  ['MemberExpression', visitMember],
  ['ReturnStatement', countExit],
  ['ThrowStatement', countExit],
  ['SpreadElement', visitSpread],
  ['ExpressionStatement', visitStatement],
  [
    'VariableDeclarator',
    (scribe, node, scope) => {
      visitPattern(scribe, node, scope, ['id', 'init']);
    },
  ],
  [
    'AssignmentExpression',
    (scribe, node, scope) => {
      visitPattern(scribe, node, scope, ['left', 'right']);
    },
  ],
  // Every name in it may be a field of the object it is about.
  ['WithStatement', () => undefined],
]);

function isAtTop(parent: SyntaxNode | undefined): boolean {
  return parent === undefined || /^Export/.test(parent.type);
}

function visitChain(
  scribe: Scribe,
  node: SyntaxNode,
  scope: Scope,
  parent: SyntaxNode | undefined,
): void {
  countChain(scribe, node, scope, { parent });
}

function visitMember(scribe: Scribe, node: SyntaxNode, scope: Scope): void {
  const object = scribe.ropeReads.has(node) ? child(node, 'object') : undefined;
  for (const each of codeChildren(node)) if (each !== object) scribe.visit(each, scope);
  if (object === undefined) return;
  const site = scribe.site('builtin', '+=', node, scope);
  wrapValue(scribe, 'flattened', object, scope, site);
}

function visitStatement(scribe: Scribe, node: SyntaxNode, scope: Scope): void {
  const expression = child(node, 'expression');
  if (expression === undefined) return;
  scribe.visit(expression, { ...scope, statementStart: startOf(expression) });
}

function visitSpread(
  scribe: Scribe,
  node: SyntaxNode,
  scope: Scope,
  parent: SyntaxNode | undefined,
): void {
  const value = child(node, 'argument');
  if (value === undefined) return;
  const site = scribe.site('builtin', '...', node, scope);
  if (parent?.type === 'ObjectExpression') countFields(scribe, value, scope, site);
  else countElements(scribe, value, scope, site);
}

/** `const [first, ...rest] = xs` copies `xs`. */
function visitPattern(
  scribe: Scribe,
  node: SyntaxNode,
  scope: Scope,
  [to, from]: readonly [to: string, from: string],
): void {
  const pattern = child(node, to);
  const value = child(node, from);
  const rest = restKind(pattern);
  if (pattern === undefined || value === undefined || rest === undefined) {
    visitChildren(scribe, node, scope);
    return;
  }
  const site = scribe.site('builtin', '...', node, scope);
  scribe.visit(pattern, scope);
  wrapValue(scribe, rest === 'array' ? 'argument' : 'fields', value, scope, site);
}
