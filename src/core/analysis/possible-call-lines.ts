import type { FrameFunction } from '../model/profile.js';
import type { Line1 } from '../model/units.js';
import { functionAt } from '../source/source-facts.js';
import type { SourceLibrary } from '../source/source-library.js';
import { shortName } from './function-title.js';

/**
 * The lines from which one function may call another, by its text: those that call something of
 * that name, and those to whose calls it hands the function. Empty when there are none, or no text.
 */
export function possibleCallLines(
  sources: SourceLibrary,
  caller: FrameFunction,
  callee: FrameFunction,
): readonly Line1[] {
  const facts = sources.runFacts(caller.file);
  if (facts === undefined) return [];
  const isModule = caller.name === '' && caller.line === 1 && caller.column <= 1;
  const around = functionAt(facts, caller.name, caller.line, caller.column);
  const own = isModule ? facts.topLevel : facts.functions[around]?.own;
  if (own === undefined) return [];
  const name = shortName(callee.name);
  const lines = new Set(name === '' ? [] : own.calls.get(name));
  if (lines.size === 0 && callee.file === caller.file) {
    const handed = functionAt(facts, callee.name, callee.line, callee.column);
    for (const each of own.callbacks) if (each.function === handed) lines.add(each.line);
  }
  return [...lines];
}
