import assert from 'node:assert/strict';

/** What a JSON value looks like: a type's name, a list of one kind of item, or fields. */
export type Shape =
  | 'string'
  | 'number'
  | 'share'
  | 'count'
  | 'line'
  | 'exit code'
  | readonly [Shape]
  | { readonly [field: string]: Shape };

/** Checks that a JSON value has every field of a shape; `?` behind a name lets it be missing. */
export function hasShape(value: unknown, shape: Shape, place = 'the document'): void {
  if (typeof shape === 'string') {
    assert.ok(isOfType(value, shape), `${place} is no ${shape}: ${JSON.stringify(value)}`);
    return;
  }
  if (isList(shape)) {
    assert.ok(Array.isArray(value), `${place} is no list`);
    value.forEach((item, index) => {
      hasShape(item, shape[0], `${place}[${index}]`);
    });
    return;
  }
  assert.ok(typeof value === 'object' && value !== null, `${place} is no object`);
  for (const [key, field] of Object.entries(shape)) {
    const name = key.replace(/\?$/, '');
    const content = (value as Record<string, unknown>)[name];
    if (content === undefined && key.endsWith('?')) continue;
    assert.notEqual(content, undefined, `${place} has no ${name}`);
    hasShape(content, field, `${place}.${name}`);
  }
}

/** Checks that the heaviest come first. */
export function isSorted(values: readonly number[], place: string): void {
  values.forEach((value, index) => {
    const before = values[index - 1] ?? Infinity;
    assert.ok(value <= before, `${place}[${index}] is heavier than the one before`);
  });
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function isOfType(value: unknown, type: Extract<Shape, string>): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' && value >= 0;
    case 'share':
      return typeof value === 'number' && value >= 0 && value <= 1;
    case 'count':
      return Number.isInteger(value) && (value as number) >= 0;
    case 'line':
      return Number.isInteger(value) && (value as number) >= 1;
    case 'exit code':
      return value === null || Number.isInteger(value);
    default:
      return type satisfies never;
  }
}
