import { fileFromUrl } from '../model/files.js';
import type { FunctionSpec } from '../model/profile-builder.js';
import { UNKNOWN_LINE, type Line1 } from '../model/units.js';
import type { JsonFields } from './json-fields.js';

/** How a file numbers the first line of a source. */
export type FirstLine = 0 | 1;

/**
 * The function an object of V8 names by `functionName`, `url`, `lineNumber` and `columnNumber`.
 * The inspector counts from 0 and writes -1 for "none"
 * (https://chromedevtools.github.io/devtools-protocol/v8/Runtime/#type-CallFrame);
 * V8's own C++ interface, which v8-profiler-next copies, counts from 1 and writes 0.
 */
export function functionOf(frame: JsonFields, firstLine: FirstLine): FunctionSpec {
  return {
    name: frame.text('functionName'),
    file: fileFromUrl(frame.text('url')),
    line: fromOne(frame.position('lineNumber'), firstLine),
    column: fromOne(frame.position('columnNumber'), firstLine),
  };
}

/** Is this the frame that V8 puts under every stack? */
export function isRoot(spec: FunctionSpec): boolean {
  return spec.name === '(root)' && (spec.file ?? '') === '';
}

function fromOne(position: number | undefined, first: FirstLine): Line1 {
  if (position === undefined) return UNKNOWN_LINE;
  return Math.max(UNKNOWN_LINE, position + 1 - first);
}
