import { parse } from '@babel/parser';

/** A part of a syntax tree, of which only places and names are asked. */
interface Part {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/** Where nothing says so there is none, and the text need not be parsed. */
const NAMESPACE = /\b(?:namespace|module)\s+[\w$]/;

/** What is gone when a file is compiled. */
const TYPES: ReadonlySet<string> = new Set([
  ...['TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'TSDeclareFunction', 'EmptyStatement'],
]);

/**
 * A TypeScript text with each namespace that has code in it as the function that it stands for,
 * which the compiler leaves out. Every line stays where it is; a text that does not parse, or has
 * none, stays as it is.
 */
export function withoutNamespaces(text: string, file: string): string {
  if (!NAMESPACE.test(text)) return text;
  let body: readonly Part[];
  try {
    const jsx = /x$/i.test(file) ? (['jsx'] as const) : [];
    const { program } = parse(text, {
      sourceType: 'unambiguous',
      allowReturnOutsideFunction: true,
      allowAwaitOutsideFunction: true,
      plugins: ['typescript', ...jsx],
    });
    body = program.body as unknown as readonly Part[];
  } catch {
    // The compiler says what is wrong with it.
    return text;
  }
  const writer = new NamespaceWriter(text);
  writer.block(body, '');
  return writer.text();
}

/** Notes what is written over a text and into it. */
class NamespaceWriter {
  readonly #text: string;
  readonly #changes: { readonly start: number; readonly end: number; readonly by: string }[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** Statements of a file, or of the namespace of this name. */
  block(statements: readonly Part[], around: string): void {
    const declared = new Set<string>();
    for (const statement of statements) {
      const isExported = statement.type === 'ExportNamedDeclaration';
      const inner = isExported ? (statement['declaration'] as Part | null) : statement;
      if (inner === null) continue;
      if (inner.type === 'TSModuleDeclaration') {
        if (!hasCode(inner)) continue;
        this.#namespace(statement, inner, { around, isExported, declared });
      } else if (isExported && around !== '') {
        this.#over(statement.start, inner.start, '');
        this.#exported(inner, around, statements);
      }
      for (const name of namesOf(inner)) declared.add(name);
    }
  }

  #namespace(
    statement: Part,
    node: Part,
    place: { around: string; isExported: boolean; declared: ReadonlySet<string> },
  ): void {
    const { around, isExported, declared } = place;
    const id = node['id'] as Part;
    const name = String(id['name']);
    const body = node['body'] as Part;
    // Exported names of a file have to be declared as such, those of a namespace are its fields.
    const lead = isExported && around === '' ? 'export var' : around === '' ? 'var' : 'let';
    const declaration = declared.has(name) ? '' : `${lead} ${name};`;
    this.#over(statement.start, id.start, `${declaration}(function (`);
    const own = isExported && around !== '' ? `${around}.${name}` : name;
    const end =
      own === name ? `)(${name} || (${name} = {}));` : `)(${name} = ${own} || (${own} = {}));`;
    if (body.type === 'TSModuleBlock') {
      this.#over(id.end, body.start, ') ');
      this.block(body['body'] as readonly Part[], name);
    } else {
      // `namespace A.B {}` is an exported namespace B in A.
      this.#over(id.end, (body['id'] as Part).start, ') {');
      const inside = { around: name, isExported: true, declared: new Set<string>() };
      this.#namespace({ ...body, start: (body['id'] as Part).start }, body, inside);
      this.#into(node.end, '}');
    }
    this.#into(node.end, end);
  }

  /** Makes fields of the namespace of what is exported from it. */
  #exported(node: Part, around: string, statements: readonly Part[]): void {
    const isVariable = node.type === 'VariableDeclaration' && node['kind'] !== 'const';
    const fields = namesOf(node).map((name) =>
      isVariable
        ? `Object.defineProperty(${around}, "${name}", { enumerable: true, configurable: true, ` +
          `get: () => ${name}, set: (value) => { ${name} = value; } });`
        : `${around}.${name} = ${name};`,
    );
    // Functions are there from the start.
    const first = statements[0]?.start ?? node.end;
    const isHoisted = node.type === 'FunctionDeclaration';
    this.#into(isHoisted ? first : node.end, `${isHoisted ? '' : ';'}${fields.join('')}`);
  }

  #into(position: number, by: string): void {
    this.#changes.push({ start: position, end: position, by });
  }

  /** Writes over a part, but for its line breaks. */
  #over(start: number, end: number, by: string): void {
    const breaks = this.#text.slice(start, end).replace(/[^\n]/g, '');
    this.#changes.push({ start, end, by: by + breaks });
  }

  text(): string {
    let result = '';
    let done = 0;
    const order = this.#changes.map((change, index) => ({ ...change, index }));
    order.sort((a, b) => a.start - b.start || a.end - b.end || a.index - b.index);
    for (const { start, end, by } of order) {
      result += this.#text.slice(done, Math.max(done, start)) + by;
      done = Math.max(done, end);
    }
    return result + this.#text.slice(done);
  }
}

/** Has a namespace anything that runs? */
function hasCode(node: Part): boolean {
  const body = node['body'] as Part | undefined;
  const isDeclared = node['declare'] === true || node['global'] === true;
  if (isDeclared || body === undefined || (node['id'] as Part).type !== 'Identifier') return false;
  if (body.type !== 'TSModuleBlock') return hasCode(body);
  return (body['body'] as readonly Part[]).some((statement) => {
    const inner = (statement['declaration'] as Part | null | undefined) ?? statement;
    if (inner.type === 'TSModuleDeclaration') return hasCode(inner);
    return inner['declare'] !== true && !TYPES.has(inner.type);
  });
}

/** The names that a declaration gives to values. */
function namesOf(node: Part): string[] {
  if (node['declare'] === true || TYPES.has(node.type)) return [];
  if (node.type === 'VariableDeclaration') {
    return (node['declarations'] as readonly Part[]).flatMap((each) => namesIn(each['id'] as Part));
  }
  const id = node['id'] as Part | null | undefined;
  return id?.type === 'Identifier' ? [String(id['name'])] : [];
}

function namesIn(pattern: Part | null): string[] {
  switch (pattern?.type) {
    case 'Identifier':
      return [String(pattern['name'])];
    case 'ObjectPattern':
      return (pattern['properties'] as readonly Part[]).flatMap(namesIn);
    case 'ArrayPattern':
      return (pattern['elements'] as readonly (Part | null)[]).flatMap(namesIn);
    case 'ObjectProperty':
      return namesIn(pattern['value'] as Part);
    case 'AssignmentPattern':
      return namesIn(pattern['left'] as Part);
    case 'RestElement':
      return namesIn(pattern['argument'] as Part);
    default:
      return [];
  }
}
