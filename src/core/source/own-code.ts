import type { Line1 } from '../model/units.js';
import { rangeOf, type TextRange } from './parse-script.js';
import { identifierName } from './syntax-names.js';
import type { SyntaxNode } from './syntax-walk.js';

/** The lines from which calls are made, by the name of what is called, in the order of the text. */
export type CallSites = ReadonlyMap<string, readonly Line1[]>;

/** A function that is written where it is handed to a call: `items.map((item) => …)`. */
export interface Callback {
  /** The line of the call. */
  readonly line: Line1;
  /** Index among the functions of the file. */
  readonly function: number;
}

/** Does it take as long as a list is, or a moment? */
export type FramelessWork = 'long' | 'short';

/** What a function, or a file outside of its functions, does by itself. */
export interface OwnCode {
  readonly calls: CallSites;
  /** How many loops of the function stand around a call of that name, at most. */
  readonly callDepths: ReadonlyMap<string, number>;
  readonly callbacks: readonly Callback[];
  /**
   * Lines on which the engine works in code that has no frame of its own: of them V8 may show the
   * caller instead.
   */
  readonly framelessLines: ReadonlyMap<Line1, FramelessWork>;
  /** How many loops stand around such work that takes long, itself included, at most. */
  readonly longWorkDepth: number;
  /** Lines that make or copy something, so that they cost time by themselves. */
  readonly makingLines: ReadonlySet<Line1>;
  /** Lines whose syntax makes an object, an array, a function or a text. */
  readonly allocatingLines: ReadonlySet<Line1>;
  /** Lines whose syntax makes iterators and what they give, where V8 does not optimize that away. */
  readonly iteratingLines: ReadonlySet<Line1>;
  /** From the head of each loop to its end, in the order of their starts. */
  readonly loops: readonly TextRange[];
}

/** Does this line run many times for one call of its function? */
export function isLooped({ loops }: OwnCode, line: Line1): boolean {
  return loops.some(({ startLine, endLine }) => line >= startLine && line <= endLine);
}

/** How many loops of the function stand around one another, at most; long builtins are loops, too. */
export function loopDepth(own: OwnCode): number {
  return Math.max(own.longWorkDepth, writtenDepth(own));
}

function writtenDepth({ loops }: OwnCode): number {
  return Math.max(0, ...loops.map((loop) => loopsAround(loops, loop)));
}

/** The loop inside most others; nothing where there are several such, or none. */
export function innermostLoop(own: OwnCode): TextRange | undefined {
  const deepest = writtenDepth(own);
  const innermost = own.loops.filter((loop) => loopsAround(own.loops, loop) === deepest);
  return innermost.length === 1 ? innermost[0] : undefined;
}

/** How many of the loops hold this place? A loop holds itself. */
function loopsAround(loops: readonly TextRange[], place: TextRange): number {
  return loops.filter((loop) => isAround(loop, place)).length;
}

function isAround(outer: TextRange, inner: TextRange): boolean {
  const startsBefore =
    outer.startLine < inner.startLine ||
    (outer.startLine === inner.startLine && outer.startColumn <= inner.startColumn);
  const endsAfter =
    outer.endLine > inner.endLine ||
    (outer.endLine === inner.endLine && outer.endColumn >= inner.endColumn);
  return startsBefore && endsAfter;
}

const CALL_TYPES: ReadonlySet<string> = new Set([
  'CallExpression',
  'OptionalCallExpression',
  'NewExpression',
]);

/**
 * Methods that V8 calls from optimized code without building a frame for the caller. Measured with
 * 75 builtins on Node 20 to 26: these, and the syntax in `framelessWork`, lose 30 to 99 % of the
 * samples of the function they stand in (on Node 20 arrays of doubles only); `join`, `slice`,
 * `concat`, `sort`, `Object.keys`, `JSON` and their like lose none.
 */
const FRAMELESS_METHODS: ReadonlyMap<string, FramelessWork> = new Map([
  ['includes', 'long'],
  ['indexOf', 'long'],
  ['has', 'short'],
]);

const MAKING_TYPES: ReadonlySet<string> = new Set([
  'NewExpression',
  'ObjectExpression',
  'ArrayExpression',
  'TaggedTemplateExpression',
  'RegExpLiteral',
]);

const LOOP_TYPES: ReadonlySet<string> = new Set([
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
]);

const ITERATING_TYPES: ReadonlySet<string> = new Set(['ArrayPattern', 'ForOfStatement']);

/** Methods that call the function they are given once an item. */
const ITERATING_METHODS: ReadonlySet<string> = new Set([
  ...['map', 'filter', 'forEach', 'reduce', 'reduceRight', 'some', 'every', 'flatMap', 'sort'],
  ...[
    'find',
    'findIndex',
    'findLast',
    'findLastIndex',
    'toSorted',
    'from',
    'replace',
    'replaceAll',
  ],
]);

/** Do the parameters of this function do nothing, neither by defaults nor by taking things apart? */
export function hasPlainHead(node: SyntaxNode): boolean {
  const params = (node['params'] as readonly SyntaxNode[] | undefined) ?? [];
  return params.every(({ type }) => type === 'Identifier');
}

/** Is this function written where it is handed to a method that calls it once an item? */
export function isPerItem(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  if (parent === undefined || !CALL_TYPES.has(parent.type)) return false;
  const isHanded = (parent['arguments'] as readonly unknown[]).includes(node);
  return isHanded && ITERATING_METHODS.has(identifierName(parent['callee']));
}

/** Collects what one function does by itself, while its nodes are visited. */
export class OwnCodeCollector implements OwnCode {
  readonly calls = new Map<string, Line1[]>();
  readonly callDepths = new Map<string, number>();
  readonly callbacks: Callback[] = [];
  readonly framelessLines = new Map<Line1, FramelessWork>();
  longWorkDepth = 0;
  readonly makingLines = new Set<Line1>();
  readonly allocatingLines = new Set<Line1>();
  readonly iteratingLines = new Set<Line1>();
  readonly loops: TextRange[] = [];

  /** Takes note of a node that belongs to this function and to none inside it. */
  add(node: SyntaxNode, parent: SyntaxNode | undefined): void {
    const range = rangeOf(node);
    if (range === undefined) return;
    const line = range.startLine;
    if (LOOP_TYPES.has(node.type)) this.loops.push(range);
    this.#addFrameless(line, range, framelessWork(node, parent));
    const isMaking = MAKING_TYPES.has(node.type);
    if (isMaking) this.makingLines.add(line);
    if (isMaking || isAllocating(node, parent)) this.allocatingLines.add(line);
    if (ITERATING_TYPES.has(node.type)) this.iteratingLines.add(line);
    if (CALL_TYPES.has(node.type)) this.#addCall(node, range);
  }

  /** Takes note of a function inside this one that is handed to a call. */
  addCallback(parent: SyntaxNode | undefined, index: number, node: SyntaxNode): void {
    if (parent === undefined || !CALL_TYPES.has(parent.type)) return;
    if (!(parent['arguments'] as readonly unknown[]).includes(node)) return;
    const line = rangeOf(parent['callee'] as SyntaxNode)?.endLine;
    if (line !== undefined) this.callbacks.push({ line, function: index });
  }

  /** @param range of all that works, to tell which loops are around it */
  #addFrameless(line: Line1, range: TextRange, work: FramelessWork | undefined): void {
    if (work === 'long') {
      this.longWorkDepth = Math.max(this.longWorkDepth, 1 + loopsAround(this.loops, range));
    }
    if (work === undefined || this.framelessLines.get(line) === 'long') return;
    this.framelessLines.set(line, work);
  }

  /** On the line that V8 gives a call: that of the callee's last name, where calls are chained. */
  #addCall(node: SyntaxNode, range: TextRange): void {
    const callee = node['callee'] as SyntaxNode;
    const name = identifierName(callee);
    const line = rangeOf(callee)?.endLine;
    if (name === '' || line === undefined) return;
    const isMethod =
      callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression';
    if (isMethod) this.#addFrameless(line, range, FRAMELESS_METHODS.get(name));
    const depth = loopsAround(this.loops, range);
    this.callDepths.set(name, Math.max(depth, this.callDepths.get(name) ?? 0));
    const lines = this.calls.get(name);
    if (lines === undefined) this.calls.set(name, [line]);
    else lines.push(line);
  }
}

function framelessWork(
  node: SyntaxNode,
  parent: SyntaxNode | undefined,
): FramelessWork | undefined {
  switch (node.type) {
    case 'SpreadElement':
      return parent?.type === 'ObjectExpression' ? 'short' : 'long';
    case 'RestElement':
      if (parent?.type === 'ArrayPattern') return 'long';
      return parent?.type === 'ObjectPattern' ? 'short' : undefined;
    case 'ForInStatement':
      return 'short';
    case 'TemplateLiteral':
      return (node['expressions'] as readonly unknown[]).length > 0 ? 'short' : undefined;
    case 'BinaryExpression': {
      const isJoin = node['operator'] === '+' && [node['left'], node['right']].some(isText);
      return isJoin ? 'short' : undefined;
    }
    case 'AssignmentExpression':
      return node['operator'] === '+=' && isText(node['right']) ? 'short' : undefined;
    default:
      return undefined;
  }
}

/** Beside what is making anyway. */
function isAllocating(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  if (node.type === 'SpreadElement') return parent?.type !== 'CallExpression';
  if (/Function|^Class|^ObjectMethod$/.test(node.type)) return true;
  return framelessWork(node, parent) !== undefined && node.type !== 'ForInStatement';
}

function isText(value: unknown): boolean {
  const { type } = value as SyntaxNode;
  return type === 'StringLiteral' || type === 'TemplateLiteral';
}
