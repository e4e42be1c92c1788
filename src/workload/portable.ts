import { types } from 'node:util';
import type { PortableItem, PortableObject, PortableValue } from '../protocol/trial.js';

/** More than this many values are not worth comparing one by one: a module has `check` for that. */
const MOST_ITEMS = 1_000_000;

type Key = string | symbol;

/** Turns values into data, one object after the other, so that depth is no limit. */
class Packer {
  readonly objects: PortableObject[] = [];
  readonly #ids = new Map<object, number>();
  readonly #waiting: object[] = [];
  #items = 0;

  get isTooLarge(): boolean {
    return this.#items > MOST_ITEMS;
  }

  packAll(value: unknown): PortableItem {
    const root = this.#item(value);
    // What is found on the way is appended, and has its number from then on.
    for (let next = 0; next < this.#waiting.length && !this.isTooLarge; next++) {
      this.objects.push(this.#object(this.#waiting[next]!));
    }
    return root;
  }

  #item(value: unknown): PortableItem {
    this.#items += 1;
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        return numberItem(value);
      case 'bigint':
        return ['bigint', value.toString()];
      case 'symbol':
        return ['symbol', value.toString()];
      case 'undefined':
        return ['undefined'];
      default:
        return value === null ? null : ['object', this.#idOf(value as object)];
    }
  }

  #hole(): PortableItem {
    this.#items += 1;
    return ['hole'];
  }

  #idOf(object: object): number {
    const known = this.#ids.get(object);
    if (known !== undefined) return known;
    const id = this.#ids.size;
    this.#ids.set(object, id);
    this.#waiting.push(object);
    return id;
  }

  #object(object: object): PortableObject {
    try {
      return this.#readObject(object, className(object));
    } catch {
      // A getter or a proxy of the user's has thrown: nobody can look inside.
      return { kind: 'opaque', name: 'object that cannot be read' };
    }
  }

  #readObject(object: object, name: string): PortableObject {
    if (Array.isArray(object)) return this.#list(object, name);
    if (ArrayBuffer.isView(object) || types.isAnyArrayBuffer(object)) {
      return { kind: 'list', name, items: this.#itemsOf(bytesOf(object)) };
    }
    if (types.isMap(object)) {
      const entries = [...object].map(
        ([key, value]) => [this.#item(key), this.#item(value)] as const,
      );
      return { kind: 'map', name, entries };
    }
    if (types.isSet(object)) return { kind: 'set', name, items: this.#itemsOf(object) };
    if (types.isDate(object)) return { kind: 'text', name, text: String(object.getTime()) };
    if (types.isRegExp(object)) return { kind: 'text', name, text: String(object) };
    if (types.isBoxedPrimitive(object)) {
      return { kind: 'list', name, items: [this.#item(object.valueOf())] };
    }
    if (isOpaque(object)) return { kind: 'opaque', name };
    return { kind: 'fields', name, entries: this.#fields(object, keysOf(object)) };
  }

  #list(list: readonly unknown[], name: string): PortableObject {
    const items: PortableItem[] = [];
    for (let i = 0; i < list.length && !this.isTooLarge; i++) {
      items.push(i in list ? this.#item(list[i]) : this.#hole());
    }
    return { kind: 'list', name, items };
  }

  #itemsOf(values: Iterable<unknown>): readonly PortableItem[] {
    const items: PortableItem[] = [];
    for (const value of values) {
      if (this.isTooLarge) break;
      items.push(this.#item(value));
    }
    return items;
  }

  #fields(
    object: object,
    keys: readonly Key[],
  ): readonly (readonly [PortableItem, PortableItem])[] {
    return keys.map((key) => [this.#item(key), this.#item(Reflect.get(object, key))] as const);
  }
}

function numberItem(value: number): PortableItem {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value;
  return ['number', Object.is(value, -0) ? '-0' : String(value)];
}

function className(object: object): string {
  if (typeof object === 'function') return 'function';
  const prototype: unknown = Object.getPrototypeOf(object);
  if (typeof prototype !== 'object' || prototype === null) return '';
  const made: unknown = Reflect.get(prototype, 'constructor');
  return typeof made === 'function' ? made.name : '';
}

function bytesOf(object: ArrayBufferView | ArrayBufferLike): Iterable<unknown> {
  if (!ArrayBuffer.isView(object)) return new Uint8Array(object);
  if (!(object instanceof DataView)) return object as unknown as Iterable<unknown>;
  return new Uint8Array(object.buffer, object.byteOffset, object.byteLength);
}

/** What has its contents where nobody can look. */
function isOpaque(object: object): boolean {
  return (
    typeof object === 'function' ||
    types.isPromise(object) ||
    types.isWeakMap(object) ||
    types.isWeakSet(object) ||
    types.isGeneratorObject(object) ||
    types.isExternal(object)
  );
}

/** The keys that count; those of an error are hidden, but they are what it says. */
function keysOf(object: object): readonly Key[] {
  const keys = Reflect.ownKeys(object).filter((key) => {
    return Object.getOwnPropertyDescriptor(object, key)?.enumerable === true;
  });
  return types.isNativeError(object) ? ['name', 'message', ...keys] : keys;
}

/** A value as data that another process can compare; nothing where there is too much of it. */
export function portable(value: unknown): PortableValue | undefined {
  const packer = new Packer();
  const root = packer.packAll(value);
  return packer.isTooLarge ? undefined : { root, objects: packer.objects };
}
