import type { Shape } from './input-shape.js';

/** A parameter with a name for it and what it has to look like. */
export interface InputParameter {
  readonly name: string;
  readonly shape: Shape;
}

/** A list inside of an element has so many elements; one that grew, too, would square the input. */
const INNER_LENGTH = 3;

/** Names of numbers that say how much of something is wanted. */
const LIMIT = /^(k|limit|top|topk|count|max\w*|page\w*|take)$/i;
/** Names of numbers that are the size itself. */
const SIZE = /^(n|size|length|total)$/i;
const TEXT = /(name|title|label|text|genre|slug|url|query|word|kind|type|category|tag)$/i;
const LIST = /(s|list|ids|array|queue)$/;

/** Widest line that a formatter would leave alone. */
const WIDTH = 98;

/** The statements that make the input of size n, one for each parameter. */
export function inputOf(parameters: readonly InputParameter[]): string[] {
  const shapes = parameters.map(({ name, shape }) => guessed(name, shape));
  const grows = shapes.some((shape) => growing(shape));
  return parameters.flatMap(({ name }, i) => {
    const shape = shapes[i]!;
    // Something has to grow with n.
    const value = grows || i > 0 ? valueOf(shape, name, []) : onlyInput(shape, name);
    return wrapped(`const ${name} = `, value);
  });
}

/** Where types and uses are silent the name of a parameter has to tell. */
function guessed(name: string, shape: Shape): Shape {
  if (shape.kind !== 'unknown' || LIMIT.test(name) || SIZE.test(name)) return shape;
  if (TEXT.test(name)) return { kind: 'string' };
  return LIST.test(name) ? { kind: 'array', element: { kind: 'number' } } : shape;
}

function growing(shape: Shape): boolean {
  if (shape.kind === 'object') return [...shape.members.values()].some(growing);
  return ['array', 'set', 'map', 'record'].includes(shape.kind);
}

function onlyInput(shape: Shape, name: string): string {
  if (shape.kind === 'string') return "'ab'.repeat(n)";
  return shape.kind === 'number' || shape.kind === 'unknown' ? 'n' : valueOf(shape, name, []);
}

/**
 * The expression of a value.
 * @param indices names of the indices of the lists it stands in, outermost first
 */
function valueOf(shape: Shape, name: string, indices: readonly string[]): string {
  const at = indices.at(-1);
  switch (shape.kind) {
    case 'number':
      return numberOf(name, at);
    case 'string':
      return at === undefined ? `'${name} 1'` : `\`${name} \${${at}}\``;
    case 'boolean':
      return at === undefined ? 'true' : `${at} % 2 === 0`;
    case 'date':
      return `new Date(${at === undefined ? '0' : `${at} * 1000`})`;
    case 'function':
      return '() => 1';
    case 'array':
      return listOf(indices, (inner) => valueOf(shape.element, singular(name), inner));
    case 'set':
      return `new Set(${listOf(indices, (inner) => valueOf(shape.element, singular(name), inner))})`;
    case 'map':
      return `new Map(${pairsOf(shape, name, indices)})`;
    case 'record':
      return `Object.fromEntries(${pairsOf(shape, name, indices)})`;
    case 'object': {
      const members = [...shape.members].map(
        ([member, inner]) => `${member}: ${valueOf(guessed(member, inner), member, indices)}`,
      );
      return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
    }
    case 'unknown':
      return TEXT.test(name) ? valueOf({ kind: 'string' }, name, indices) : numberOf(name, at);
    default:
      return shape satisfies never;
  }
}

function pairsOf(
  { key, value }: Extract<Shape, { kind: 'map' | 'record' }>,
  name: string,
  indices: readonly string[],
): string {
  const pair = (inner: readonly string[]) =>
    `[${valueOf(key, 'id', inner)}, ${valueOf(value, singular(name), inner)}]`;
  return listOf(indices, pair);
}

function listOf(
  indices: readonly string[],
  element: (indices: readonly string[]) => string,
): string {
  const index = 'ijklm'[indices.length] ?? 'm';
  const length = indices.length === 0 ? 'n' : String(INNER_LENGTH);
  const value = element([...indices, index]);
  const body = value.startsWith('{') ? `(${value})` : value;
  const isUsed = new RegExp(`\\b${index}\\b`).test(value);
  return `Array.from({ length: ${length} }, (${isUsed ? `_, ${index}` : ''}) => ${body})`;
}

/** Ids tell elements apart; other numbers are in no order, so that sorting them is work. */
function numberOf(name: string, at: string | undefined): string {
  if (at === undefined) return SIZE.test(name) ? 'n' : LIMIT.test(name) ? '10' : '1';
  return /id$/i.test(name) ? at : `(${at} * 7919) % 10007`;
}

/** A name for one of several: `userIds` as `userId`. */
function singular(name: string): string {
  return name.replace(/s$/, '');
}

/** A statement, on several lines where one would be too long: members of an object on their own. */
function wrapped(start: string, value: string): string[] {
  const line = `${start}${value};`;
  const open = value.search(/(?<=^|\()\{ (?!length)/);
  if (line.length <= WIDTH || open === -1) return [line];
  const close = value.lastIndexOf(' }');
  return [
    `${start}${value.slice(0, open + 1)}`,
    ...parts(value.slice(open + 2, close)).map((each) => `  ${each},`),
    `${value.slice(close + 1)};`,
  ];
}

/** What is between the commas of a list, without those of lists inside it. */
function parts(list: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < list.length; at++) {
    const character = list.charAt(at);
    if ('([{'.includes(character)) depth += 1;
    if (')]}'.includes(character)) depth -= 1;
    if (character !== ',' || depth > 0) continue;
    found.push(list.slice(from, at).trim());
    from = at + 1;
  }
  return [...found, list.slice(from).trim()];
}
