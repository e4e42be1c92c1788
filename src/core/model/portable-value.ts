/**
 * A JavaScript value as plain JSON data, so that what two processes have computed can be compared
 * in a third one. Unlike a structured clone it keeps the names of classes, and it says what it
 * could not take along.
 */
export interface PortableValue {
  readonly root: PortableItem;
  /** Everything that has an identity, by the number items refer to it with. */
  readonly objects: readonly PortableObject[];
}

/**
 * A primitive that JSON has stands for itself. A list holds what JSON lacks: `['object', 3]` is the
 * object number 3, `['number', '-0']` a number, `['hole']` an element of an array that is missing.
 */
export type PortableItem =
  | string
  | number
  | boolean
  | null
  | readonly ['object', number]
  | readonly ['number' | 'bigint' | 'symbol', string]
  | readonly ['undefined' | 'hole'];

/** One object; `name` is the name of its class. */
export type PortableObject =
  | {
      readonly kind: 'list' | 'set';
      readonly name: string;
      readonly items: readonly PortableItem[];
    }
  | {
      readonly kind: 'fields' | 'map';
      readonly name: string;
      readonly entries: readonly (readonly [PortableItem, PortableItem])[];
    }
  /** What is compared as a text: dates, regular expressions. */
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  /** What cannot be compared: functions, promises, weak collections. */
  | { readonly kind: 'opaque'; readonly name: string };
