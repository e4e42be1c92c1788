import type { FrameFunction } from '../model/profile.js';

/** A `Runtime.CallFrame`: lines and columns count from 0, and -1 is "none". */
export interface CallFrame {
  readonly functionName: string;
  readonly scriptId: string;
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** Functions as the inspector writes them, with one script id a file: tools group by it. */
export function callFrames(functions: readonly FrameFunction[]): readonly CallFrame[] {
  const scripts = new Map([['', '0']]);
  return functions.map(({ name, file, line, column }) => {
    const scriptId = scripts.get(file) ?? String(scripts.size);
    scripts.set(file, scriptId);
    return {
      functionName: name,
      scriptId,
      url: file,
      lineNumber: line - 1,
      columnNumber: column - 1,
    };
  });
}
