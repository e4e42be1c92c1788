import type { FrameFunction } from '../model/profile.js';
import type { Line1 } from '../model/units.js';
import { functionAt, type FunctionRange, type SourceFacts } from '../source/source-facts.js';
import type { SourceLibrary } from '../source/source-library.js';

/** Builtins that make nothing, by name; any other call outside of one's own code may. */
const MAKES_NOTHING: ReadonlySet<string> = new Set([
  ...['abs', 'ceil', 'cos', 'exp', 'floor', 'hypot', 'log', 'log2', 'max', 'min', 'pow', 'random'],
  ...['round', 'sign', 'sin', 'sqrt', 'tan', 'tanh', 'trunc', 'imul', 'fround', 'clz32'],
  ...['at', 'charCodeAt', 'codePointAt', 'endsWith', 'every', 'find', 'findIndex', 'get', 'has'],
  ...['forEach', 'includes', 'indexOf', 'isArray', 'isFinite', 'isInteger', 'isNaN', 'lastIndexOf'],
  ...['now', 'parseInt', 'parseFloat', 'pop', 'reduce', 'shift', 'some', 'startsWith', 'test'],
  ...['delete', 'clear', 'fill', 'copyWithin', 'reverse', 'isSafeInteger', 'hasOwn'],
]);

/**
 * The line on which a function allocates, if its text has only one that can: what V8 tells of
 * allocations and of collections is the function alone.
 */
export function onlyAllocatingLine(spec: FrameFunction, sources: SourceLibrary): Line1 | undefined {
  const facts = sources.facts(spec.file);
  if (facts?.isParsed !== true) return undefined;
  const range = facts.functions[functionAt(facts, spec.name, spec.line, spec.column)];
  if (range?.startLine !== spec.line) return undefined;
  const lines = allocatingLinesOf(range, facts);
  return lines.size === 1 ? [...lines][0] : undefined;
}

/** The lines on which a function can allocate by its text, calls of one's own functions aside. */
export function allocatingLinesOf(range: FunctionRange, facts: SourceFacts): ReadonlySet<Line1> {
  const lines = new Set(range.own.allocatingLines);
  for (const [name, sites] of range.own.calls) {
    if (MAKES_NOTHING.has(name) || isOwnFunction(name, facts)) continue;
    for (const line of sites) lines.add(line);
  }
  // Iterators are few beside what a line makes on purpose.
  return lines.size > 0 ? lines : range.own.iteratingLines;
}

/** Pauses that begin in a function of one's own are charged to that one. */
function isOwnFunction(name: string, facts: SourceFacts): boolean {
  if (facts.functions.some((range) => range.name === name)) return true;
  return facts.imports.some(({ names, specifier }) => specifier.startsWith('.') && names.has(name));
}
