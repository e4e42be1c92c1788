import { parseScript } from './parse-script.js';
import type { SyntaxNode } from './syntax-walk.js';
import { child, children, identifierName, type TreeNode } from './tree-node.js';

/** What a value has to look like, as far as types and uses tell. */
export type Shape =
  | { readonly kind: 'number' | 'string' | 'boolean' | 'function' | 'date' | 'unknown' }
  | { readonly kind: 'array' | 'set'; readonly element: Shape }
  | { readonly kind: 'map' | 'record'; readonly key: Shape; readonly value: Shape }
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, Shape> };

export const UNKNOWN: Shape = { kind: 'unknown' };

/** Types that refer to themselves end here. */
const DEEPEST = 5;

const KEYWORDS: Readonly<Record<string, Shape>> = {
  TSNumberKeyword: { kind: 'number' },
  TSBigIntKeyword: { kind: 'number' },
  TSStringKeyword: { kind: 'string' },
  TSBooleanKeyword: { kind: 'boolean' },
  TSFunctionType: { kind: 'function' },
};

/** The shapes of the types of a file. */
export class TypeShapes {
  /** Interfaces and aliases of the file, by name. */
  readonly #declared = new Map<string, TreeNode>();

  constructor(program: SyntaxNode) {
    for (const statement of children(program as TreeNode, 'body')) {
      const node = child(statement, 'declaration') ?? statement;
      if (/^TS(Interface|TypeAlias)Declaration$/.test(node.type)) {
        this.#declared.set(identifierName(child(node, 'id')), node);
      }
    }
  }

  /** The shape of a type as it is written; unknown where it is declared elsewhere. */
  of(type: TreeNode | undefined, depth = 0): Shape {
    if (type === undefined || depth > DEEPEST) return UNKNOWN;
    const keyword = KEYWORDS[type.type];
    if (keyword !== undefined) return keyword;
    const inside = (field: string) => this.of(child(type, field), depth + 1);
    switch (type.type) {
      case 'TSTypeAnnotation':
      case 'TSParenthesizedType':
      case 'TSTypeOperator':
      case 'TSOptionalType':
        return this.of(child(type, 'typeAnnotation'), depth);
      case 'TSArrayType':
        return { kind: 'array', element: inside('elementType') };
      case 'TSLiteralType':
        return literal(child(type, 'literal'));
      case 'TSTypeLiteral':
        return this.#object(children(type, 'members'), depth);
      case 'TSUnionType':
        return (
          children(type, 'types')
            .map((each) => this.of(each, depth + 1))
            .find(({ kind }) => kind !== 'unknown') ?? UNKNOWN
        );
      case 'TSTypeReference':
        return this.#named(type, depth);
      default:
        return UNKNOWN;
    }
  }

  /** The shape of a type in a comment, such as `Array<{ id: number }>`. */
  ofText(type: string): Shape {
    const program = parseScript(`let x: ${type};`, 'x.ts')?.program as TreeNode | undefined;
    const [declaration] = children(program, 'body');
    const [declarator] = children(declaration, 'declarations');
    return this.of(child(child(declarator, 'id'), 'typeAnnotation'));
  }

  #object(members: readonly TreeNode[], depth: number): Shape {
    const found = new Map<string, Shape>();
    for (const member of members) {
      if (member.type === 'TSIndexSignature') {
        const [parameter] = children(member, 'parameters');
        const key = this.of(child(parameter, 'typeAnnotation'), depth + 1);
        return { kind: 'record', key, value: this.of(child(member, 'typeAnnotation'), depth + 1) };
      }
      const isMethod = member.type === 'TSMethodSignature';
      const shape = isMethod ? KEYWORDS['TSFunctionType']! : undefined;
      if (member['optional'] === true) continue;
      const name = identifierName(child(member, 'key'));
      if (name !== '') {
        found.set(name, shape ?? this.of(child(member, 'typeAnnotation'), depth + 1));
      }
    }
    return { kind: 'object', members: found };
  }

  #named(type: TreeNode, depth: number): Shape {
    const name = identifierName(child(type, 'typeName'));
    const list = child(type, 'typeParameters') ?? child(type, 'typeArguments');
    const [first, second] = children(list, 'params').map((each) => this.of(each, depth + 1));
    const element = first ?? UNKNOWN;
    if (/^(Readonly)?Array$|^Iterable$|^(Float|Int|Uint)\d+(Clamped)?Array$/.test(name)) {
      return { kind: 'array', element: first ?? KEYWORDS['TSNumberKeyword']! };
    }
    if (/^(Readonly)?Set$/.test(name)) return { kind: 'set', element };
    if (/^(Readonly)?Map$/.test(name)) {
      return { kind: 'map', key: element, value: second ?? UNKNOWN };
    }
    if (name === 'Record') return { kind: 'record', key: element, value: second ?? UNKNOWN };
    if (name === 'Readonly' || name === 'Required') return element;
    if (name === 'Date') return { kind: 'date' };
    // What a comment calls a type need not be spelled as TypeScript does.
    if (/^(Number|String|Boolean)$/.test(name)) {
      return KEYWORDS[`TS${name}Keyword`] ?? UNKNOWN;
    }
    const declared = this.#declared.get(name);
    if (declared === undefined) return UNKNOWN;
    return declared.type === 'TSInterfaceDeclaration'
      ? this.#object(children(child(declared, 'body'), 'body'), depth + 1)
      : this.of(child(declared, 'typeAnnotation'), depth + 1);
  }
}

function literal(node: TreeNode | undefined): Shape {
  if (node?.type === 'NumericLiteral') return { kind: 'number' };
  if (node?.type === 'BooleanLiteral') return { kind: 'boolean' };
  return node?.type === 'StringLiteral' ? { kind: 'string' } : UNKNOWN;
}

/** What one source says of a shape, with the gaps filled by another. */
export function merged(first: Shape, second: Shape): Shape {
  if (first.kind === 'unknown') return second;
  if (first.kind === 'array' || first.kind === 'set') {
    if (second.kind !== 'array' && second.kind !== 'set') return first;
    return { kind: first.kind, element: merged(first.element, second.element) };
  }
  if (first.kind === 'map' || first.kind === 'record') {
    if (second.kind !== 'map' && second.kind !== 'record') return first;
    const key = merged(first.key, second.key);
    return { kind: first.kind, key, value: merged(first.value, second.value) };
  }
  if (first.kind !== 'object' || second.kind !== 'object') return first;
  const members = new Map(first.members);
  for (const [name, shape] of second.members) {
    members.set(name, merged(members.get(name) ?? UNKNOWN, shape));
  }
  return { kind: 'object', members };
}
