import type { FrameFunction } from '../model/profile.js';
import type { Line1 } from '../model/units.js';
import { functionAt } from '../source/source-facts.js';
import { factsOfRunCode, type SourceLibrary } from '../source/source-library.js';
import { shortName } from './function-title.js';

/**
 * The line from which one function calls another, where its text leaves no choice. Nothing when it
 * calls a function of that name from several lines, or from none.
 */
export function onlyCallLine(
  sources: SourceLibrary,
  caller: FrameFunction,
  callee: FrameFunction,
): Line1 | undefined {
  const name = shortName(callee.name);
  const facts = name === '' ? undefined : factsOfRunCode(sources, caller.file);
  if (facts === undefined) return undefined;
  const isModule = caller.name === '' && caller.line === 1 && caller.column <= 1;
  const range = facts.functions[functionAt(facts, caller.name, caller.line, caller.column)];
  const calls = isModule ? facts.topLevelCalls : range?.calls;
  const lines = new Set(calls?.get(name));
  return lines.size === 1 ? [...lines][0] : undefined;
}
