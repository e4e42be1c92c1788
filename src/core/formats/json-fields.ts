import { ProfileFormatError } from '../model/errors.js';

/** What a profile calls a node, whichever way it writes it: `"7"` and `7` are the same. */
export type NodeId = number | string;

/** Beyond this a sum silently stops being exact. */
const LARGEST = Number.MAX_SAFE_INTEGER;

/** Lines and columns are kept as 32-bit integers, and get one added on the way. */
const LARGEST_LINE = 2 ** 31 - 2;

/**
 * One object of a JSON profile, read field by field. Every reader returns a value of its type or
 * throws a `ProfileFormatError` that says which field of which object is wrong.
 */
export class JsonFields {
  readonly #object: Readonly<Record<string, unknown>>;
  readonly #what: string;
  readonly #index: number | undefined;
  readonly #owner: JsonFields | undefined;

  /** The rest names the object in messages, for example `node` 12 of the profile. */
  constructor(value: unknown, what: string, index?: number, owner?: JsonFields) {
    this.#what = what;
    this.#index = index;
    this.#owner = owner;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw malformed(`${capital(this.where)} is ${kindOf(value)} where an object was expected.`);
    }
    this.#object = value as Readonly<Record<string, unknown>>;
  }

  /** What this object is called in messages. */
  get where(): string {
    const name = this.#index === undefined ? this.#what : `${this.#what} ${this.#index}`;
    return this.#owner === undefined ? name : `${name} of ${this.#owner.where}`;
  }

  /** The field's value; undefined when the object itself does not have it. */
  value(key: string): unknown {
    return Object.hasOwn(this.#object, key) ? this.#object[key] : undefined;
  }

  has(key: string): boolean {
    return this.value(key) !== undefined;
  }

  /** Text, `''` where the field is missing. */
  text(key: string): string {
    const value = this.value(key);
    if (value === undefined) return '';
    if (typeof value !== 'string') throw this.#wrong(key, value, 'text');
    return value;
  }

  /** A number that can be counted with. */
  number(key: string): number | undefined {
    const value = this.value(key);
    if (value === undefined) return undefined;
    if (!isExact(value)) throw this.#wrong(key, value, 'a number');
    return value;
  }

  /** A number of zero or more, 0 where the field is missing. */
  amount(key: string): number {
    const value = this.number(key) ?? 0;
    if (value < 0) throw malformed(`${this.#of(key)} is ${value}, which is below zero.`);
    return value;
  }

  /** A line or column of at least -1, which V8 writes for "none". */
  position(key: string): number | undefined {
    const value = this.number(key);
    if (value === undefined) return undefined;
    if (!Number.isInteger(value) || value < -1 || value > LARGEST_LINE) {
      throw malformed(`${this.#of(key)} is ${value}, which is no line or column.`);
    }
    return value;
  }

  id(key: string): NodeId {
    const value = this.value(key);
    const id = asNodeId(value);
    if (id === undefined) throw this.#wrong(key, value, 'an id');
    return id;
  }

  /** A list, empty where the field is missing. */
  list(key: string): readonly unknown[] {
    const value = this.value(key);
    if (value === undefined) return [];
    if (!Array.isArray(value)) throw this.#wrong(key, value, 'a list');
    return value;
  }

  /** A list of objects, empty where the field is missing. */
  objects(key: string): readonly JsonFields[] {
    const what = `"${key}" entry`;
    return this.list(key).map((value, i) => new JsonFields(value, what, i, this));
  }

  /** The object in a field that must be there. */
  object(key: string): JsonFields {
    const value = this.value(key);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw this.#wrong(key, value, 'an object');
    }
    return new JsonFields(value, key, undefined, this);
  }

  #of(key: string): string {
    return `"${key}" of ${this.where}`;
  }

  #wrong(key: string, value: unknown, expected: string): ProfileFormatError {
    return malformed(`${this.#of(key)} is ${kindOf(value)} where ${expected} was expected.`);
  }
}

/** Entry `index` of the list `list` as a number that sums stay exact with. */
export function numberAt(values: readonly unknown[], index: number, list: string): number {
  const value = values[index];
  if (isExact(value)) return value;
  throw malformed(`Entry ${index} of "${list}" is ${kindOf(value)} where a number was expected.`);
}

/** Entry `index` of the list `list` as a node's id. */
export function nodeIdAt(values: readonly unknown[], index: number, list: string): NodeId {
  const value = values[index];
  const id = asNodeId(value);
  if (id !== undefined) return id;
  throw malformed(`Entry ${index} of "${list}" is ${kindOf(value)} where an id was expected.`);
}

/** A number that sums stay exact with. */
export function isExact(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= LARGEST;
}

/** `value` as a node's id, digits as a number. */
function asNodeId(value: unknown): NodeId | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  return /^(?:0|[1-9]\d{0,14})$/.test(value) ? Number(value) : value;
}

/** An id as a message shows it. */
export function idText(id: NodeId): string {
  return typeof id === 'number' ? String(id) : JSON.stringify(id.slice(0, 40));
}

export function malformed(message: string, offset?: number): ProfileFormatError {
  return new ProfileFormatError('malformed', message, offset);
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return 'an object';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
