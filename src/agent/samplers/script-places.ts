/** A function as V8 writes it in profiles: lines and columns from 0. */
export interface CallFrame {
  readonly functionName: string;
  readonly scriptId: string | number;
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** Where a function stands. */
type Place = Pick<CallFrame, 'url' | 'lineNumber' | 'columnNumber'>;

/**
 * Remembers where functions stand. V8 looks scripts up when an allocation profile is taken, and by
 * the end of a program it may have collected the script of all that has run: then the profile
 * names its functions without a place. The CPU profiler keeps its own copy.
 */
export class ScriptPlaces {
  readonly #places = new Map<string, Place>();

  /** Takes note of the place of a function, where it has one. */
  learn({ functionName, scriptId, url, lineNumber, columnNumber }: CallFrame): void {
    if (url === '') return;
    const key = `${scriptId}\0${functionName}`;
    if (!this.#places.has(key)) this.#places.set(key, { url, lineNumber, columnNumber });
  }

  /** The same function with its place, if it has lost it and it is known. */
  restored<T extends CallFrame>(frame: T): T {
    if (frame.url !== '' || Number(frame.scriptId) === 0) return frame;
    const place = this.#places.get(`${frame.scriptId}\0${frame.functionName}`);
    return place === undefined ? frame : { ...frame, ...place };
  }
}
