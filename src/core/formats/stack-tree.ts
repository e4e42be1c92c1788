import { ROOT_NODE, type FunctionSpec, type ProfileBuilder } from '../model/profile-builder.js';
import { UNKNOWN_LINE, type Line1 } from '../model/units.js';
import { checkCount } from './limits.js';
import { isRoot } from './v8-frames.js';

/** One function running at one line. */
export interface StackFrame {
  readonly spec: FunctionSpec;
  readonly line: Line1;
}

/** The root is nobody's child. */
const NO_NODE = ROOT_NODE;

/**
 * The call tree behind a list of stacks. Formats that repeat whole stacks have some hundred frames
 * for every node, so looking one up must cost next to nothing.
 */
export class StackTree {
  readonly #frames: StackFrame[] = [];
  readonly #frameByKey = new Map<string, number>();
  readonly #parent: number[] = [-1];
  readonly #frame: number[] = [-1];
  /** The first child of each node: most nodes have no other. */
  readonly #firstChild: number[] = [NO_NODE];
  /** All other children by node and frame. Small integers as keys are what makes a `Map` fast. */
  readonly #otherChildren = new Map<number, Map<number, number>>();

  get nodeCount(): number {
    return this.#parent.length;
  }

  /** The number of this frame; the same for equal ones. */
  frame(spec: FunctionSpec, line: Line1 = UNKNOWN_LINE): number {
    const start = `${spec.line ?? UNKNOWN_LINE}\0${spec.column ?? 0}`;
    const key = `${spec.name}\0${spec.file ?? ''}\0${start}\0${line}`;
    const known = this.#frameByKey.get(key);
    if (known !== undefined) return known;
    checkCount(this.#frames.length, 'functions');
    const frame = this.#frames.push({ spec, line }) - 1;
    this.#frameByKey.set(key, frame);
    return frame;
  }

  /** The node for a frame called from `parent`; made when it is new. */
  child(parent: number, frame: number): number {
    const first = this.#firstChild[parent]!;
    if (first === NO_NODE) {
      const node = this.#add(parent, frame);
      this.#firstChild[parent] = node;
      return node;
    }
    if (this.#frame[first] === frame) return first;
    const others = this.#otherChildren.get(parent) ?? new Map<number, number>();
    const known = others.get(frame);
    if (known !== undefined) return known;
    const node = this.#add(parent, frame);
    this.#otherChildren.set(parent, others.set(frame, node));
    return node;
  }

  /** Does any caller have a line, or do leaves alone? */
  hasCallLines(): boolean {
    return this.#parent.some((parent) => parent > ROOT_NODE && this.#lineOf(parent) > 0);
  }

  /**
   * Puts the nodes that `self` gives a value, and their callers, into `builder`. Without call lines
   * the nodes are those of functions, and lines of leaves become leaf lines.
   */
  addTo(builder: ProfileBuilder, self: Float64Array, hasCallLines: boolean): void {
    const isUsed = this.#used(self);
    const functions = new Map<number, number>();
    const nodeOf = new Int32Array(self.length);
    builder.addSelf(ROOT_NODE, self[ROOT_NODE]!);
    for (let i = 1; i < self.length; i++) {
      if (isUsed[i] === 0) continue;
      const frame = this.#frame[i]!;
      const { spec, line } = this.#frames[frame]!;
      const functionIndex = functions.get(frame) ?? builder.function(spec);
      functions.set(frame, functionIndex);
      const parent = nodeOf[this.#parent[i]!]!;
      const node =
        parent === ROOT_NODE && isRoot(spec)
          ? ROOT_NODE
          : builder.child(parent, functionIndex, hasCallLines ? line : UNKNOWN_LINE);
      nodeOf[i] = node;
      builder.addSelf(node, self[i]!);
      if (!hasCallLines && line !== UNKNOWN_LINE && self[i]! > 0) {
        builder.addLeafLine(node, line, self[i]!);
      }
    }
  }

  #add(parent: number, frame: number): number {
    checkCount(this.#parent.length, 'nodes');
    this.#frame.push(frame);
    this.#firstChild.push(NO_NODE);
    return this.#parent.push(parent) - 1;
  }

  #used(self: Float64Array): Uint8Array {
    const isUsed = new Uint8Array(self.length);
    for (let i = self.length - 1; i > ROOT_NODE; i--) {
      if (self[i] !== 0) isUsed[i] = 1;
      if (isUsed[i] === 1) isUsed[this.#parent[i]!] = 1;
    }
    return isUsed;
  }

  #lineOf(node: number): Line1 {
    return this.#frames[this.#frame[node]!]!.line;
  }
}
