import type {
  FrameFunction,
  FrameKind,
  Profile,
  ProfileKind,
  ProfileUnit,
  ThreadId,
} from './profile.js';
import { UNKNOWN_LINE, type Column1, type Line1, type Micros } from './units.js';

/** What is known of a profile before its tree is read. */
export interface ProfileHead {
  readonly kind: ProfileKind;
  readonly unit: ProfileUnit;
  readonly valueName: string;
  readonly hasCallLines: boolean;
  readonly thread?: ThreadId | undefined;
}

/** A function as a reader meets it; what is left out is not known. */
export interface FunctionSpec {
  readonly name: string;
  readonly file?: string;
  readonly line?: Line1;
  readonly column?: Column1;
  readonly kind?: FrameKind;
}

const META_KINDS: ReadonlyMap<string, FrameKind> = new Map([
  ['(root)', 'root'],
  ['(program)', 'program'],
  ['(idle)', 'idle'],
  ['(garbage collector)', 'gc'],
]);

/** More lines than a file can have; two functions of one key would need longer files. */
const LINES_PER_FUNCTION = 2 ** 24;

/** Index of the root node in every tree. */
export const ROOT_NODE = 0;

/**
 * Collects functions, nodes, values and samples in any order a file has them, and freezes them
 * into a `Profile`. Equal functions and equal children of a node become one.
 */
export class ProfileBuilder {
  readonly #head: ProfileHead;
  readonly #functions: FrameFunction[] = [];
  readonly #functionByKey = new Map<string, number>();
  readonly #parent: number[] = [];
  readonly #functionIndex: number[] = [];
  readonly #line: number[] = [];
  readonly #self: number[] = [];
  /** The children of each node by function and line, made with the first child. */
  readonly #children: (Map<number, number> | undefined)[] = [];
  readonly #leafNode: number[] = [];
  readonly #leafLine: number[] = [];
  readonly #leafValue: number[] = [];
  readonly #sampleNode: number[] = [];
  readonly #sampleStart: number[] = [];
  readonly #sampleDuration: number[] = [];
  #hasTimeline = false;
  #sampleCount = 0;
  #intervalUs = 0;

  constructor(head: ProfileHead) {
    this.#head = head;
    this.#addNode(-1, this.function({ name: '(root)' }), UNKNOWN_LINE);
  }

  /** How many nodes there are so far, the root included. */
  get nodeCount(): number {
    return this.#parent.length;
  }

  /** Index of this function; the same for equal name, file, line and column. */
  function(spec: FunctionSpec): number {
    const file = spec.file ?? '';
    const line = spec.line ?? UNKNOWN_LINE;
    const column = spec.column ?? 0;
    const key = `${spec.name}\0${file}\0${line}\0${column}`;
    const known = this.#functionByKey.get(key);
    if (known !== undefined) return known;
    const kind = spec.kind ?? (file === '' ? (META_KINDS.get(spec.name) ?? 'code') : 'code');
    const index = this.#functions.push({ name: spec.name, file, line, column, kind }) - 1;
    this.#functionByKey.set(key, index);
    return index;
  }

  /** The node for this function (running at this line) under `parent`; made when it is new. */
  child(parent: number, functionIndex: number, line: Line1 = UNKNOWN_LINE): number {
    const children = this.#children[parent] ?? new Map<number, number>();
    this.#children[parent] = children;
    // One number for both: a text for each of a million nodes takes several times as long.
    const key = functionIndex * LINES_PER_FUNCTION + line;
    const known = children.get(key);
    if (known !== undefined) return known;
    const node = this.#addNode(parent, functionIndex, line);
    children.set(key, node);
    return node;
  }

  /** Adds to a node's own value, in the profile's unit. */
  addSelf(node: number, value: number): void {
    this.#self[node] = this.#self[node]! + value;
  }

  /** Says that this part of a node's own value was spent on `line`. Does not add to the node's value. */
  addLeafLine(node: number, line: Line1, value: number): void {
    this.#leafNode.push(node);
    this.#leafLine.push(line);
    this.#leafValue.push(value);
  }

  /** Adds one sample to the timeline. Does not add to the node's value. */
  addSample(node: number, startUs: Micros, durationUs: Micros): void {
    this.#hasTimeline = true;
    this.#sampleNode.push(node);
    this.#sampleStart.push(startUs);
    this.#sampleDuration.push(durationUs);
  }

  /** Sets how many samples stand behind the values and how far apart they were taken. */
  setSampling(sampleCount: number, intervalUs: Micros): void {
    this.#sampleCount = sampleCount;
    this.#intervalUs = intervalUs;
  }

  /** The finished profile. The builder must not be used afterwards. */
  build(): Profile {
    // Field by field: whoever passes a whole profile as the head means its head only.
    const { kind, unit, valueName, hasCallLines, thread } = this.#head;
    return {
      kind,
      unit,
      valueName,
      hasCallLines,
      functions: this.#functions,
      tree: {
        parent: Int32Array.from(this.#parent),
        functionIndex: Int32Array.from(this.#functionIndex),
        line: Int32Array.from(this.#line),
        self: Float64Array.from(this.#self),
      },
      sampleCount: this.#sampleCount,
      intervalUs: this.#intervalUs,
      ...(this.#leafNode.length > 0 && {
        leafLines: {
          node: Int32Array.from(this.#leafNode),
          line: Int32Array.from(this.#leafLine),
          value: Float64Array.from(this.#leafValue),
        },
      }),
      ...(this.#hasTimeline && {
        timeline: {
          node: Int32Array.from(this.#sampleNode),
          startUs: Float64Array.from(this.#sampleStart),
          durationUs: Float64Array.from(this.#sampleDuration),
        },
      }),
      ...(thread !== undefined && { thread }),
    };
  }

  #addNode(parent: number, functionIndex: number, line: Line1): number {
    this.#functionIndex.push(functionIndex);
    this.#line.push(line);
    this.#self.push(0);
    return this.#parent.push(parent) - 1;
  }
}
