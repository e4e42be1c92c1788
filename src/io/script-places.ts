import { isFiniteNumber, isObject, parseJson, type JsonObject } from '../protocol/guards.js';

/** Where something is in a V8 profile: the fields of its `callFrame`. */
interface CallFrame {
  readonly functionName: string;
  readonly scriptId: string;
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** A function of a script whose name V8 has forgotten. */
const NAMELESS = /"scriptId":"[1-9]\d*","url":""/;

/**
 * V8 collects all garbage before it hands over an allocation profile, and a script that has run
 * to its end is garbage: the functions in it then come without a file. The CPU profiles of the same
 * thread know the file by the script's number, and the places of the functions that were sampled.
 */
export class ScriptPlaces {
  readonly #urls = new Map<string, string>();
  readonly #functions = new Map<string, CallFrame>();

  /** Has this allocation profile functions without a file? */
  static areMissing(heapprofile: string): boolean {
    return NAMELESS.test(heapprofile);
  }

  /** Learns from a `.cpuprofile`. */
  learn(cpuprofile: string): void {
    const value = parseJson(cpuprofile);
    if (!isObject(value) || !Array.isArray(value['nodes'])) return;
    for (const node of value['nodes']) {
      const frame: unknown = isObject(node) ? node['callFrame'] : undefined;
      if (!isCallFrame(frame) || frame.url === '') continue;
      this.#urls.set(frame.scriptId, frame.url);
      this.#functions.set(keyOf(frame), frame);
    }
  }

  /** The allocation profile with all files and places that are known. */
  complete(heapprofile: string): string {
    const profile = parseJson(heapprofile);
    if (!isObject(profile)) return heapprofile;
    const open: unknown[] = [profile['head']];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (!isObject(node)) continue;
      this.#completeNode(node as { callFrame: unknown });
      if (Array.isArray(node['children'])) open.push(...(node['children'] as unknown[]));
    }
    return JSON.stringify(profile);
  }

  #completeNode(node: { callFrame: unknown }): void {
    const frame = node.callFrame;
    if (!isCallFrame(frame) || frame.url !== '') return;
    const url = this.#urls.get(frame.scriptId);
    if (url === undefined) return;
    node.callFrame = this.#functions.get(keyOf(frame)) ?? { ...frame, url };
  }
}

function keyOf({ scriptId, functionName }: CallFrame): string {
  return `${scriptId}:${functionName}`;
}

function isCallFrame(value: unknown): value is CallFrame & JsonObject {
  return (
    isObject(value) &&
    typeof value['functionName'] === 'string' &&
    typeof value['scriptId'] === 'string' &&
    typeof value['url'] === 'string' &&
    isFiniteNumber(value['lineNumber']) &&
    isFiniteNumber(value['columnNumber'])
  );
}
