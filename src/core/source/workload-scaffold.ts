import type { Line1 } from '../model/units.js';
import { merged, TypeShapes, UNKNOWN, type Shape } from './input-shape.js';
import { ParameterUses } from './parameter-uses.js';
import { isScriptName, parseScript, rangeOf } from './parse-script.js';
import { exportedFunctionNodes } from './runnables.js';
import { children, child, identifierName, type TreeNode } from './tree-node.js';
import { inputOf, type InputParameter } from './workload-input.js';

/** A function that a module exports and that can be given an input. */
export interface ExportedFunction {
  /** What it is imported by. */
  readonly name: string;
  readonly line: Line1;
  readonly endLine: Line1;
}

/** A function to write a workload module for. */
export interface ScaffoldRequest {
  readonly text: string;
  /** Its ending tells the language. */
  readonly file: string;
  readonly name: string;
}

/** Which exported functions of this text take an input? */
export function exportedFunctions(text: string, file: string): ExportedFunction[] {
  const program = isScriptName(file) ? parseScript(text, file)?.program : undefined;
  if (program === undefined) return [];
  return exportedFunctionNodes(program).flatMap(({ name, node }) => {
    const range = rangeOf(node);
    if (range === undefined || children(node as TreeNode, 'params').length === 0) return [];
    return [{ name, line: range.startLine, endLine: range.endLine }];
  });
}

/**
 * A workload module that calls a function with inputs of size n, made from what its types, its
 * comment and its text say of its parameters. The module lies beside the function's.
 */
export function scaffoldWorkload({ text, file, name }: ScaffoldRequest): string {
  const program = parseScript(text, file)?.program;
  const found = program && exportedFunctionNodes(program).find((each) => each.name === name);
  if (found === undefined) {
    throw new Error(`${baseName(file)} does not export a function ${name} any more.`);
  }
  const subject = found.node as TreeNode;
  const parameters = parametersOf(subject, text, new TypeShapes(program as TreeNode));
  const input = inputOf(parameters);
  const isTyped = /\.[cm]?ts$/i.test(file);
  const called = name === 'default' ? identifierName(child(subject, 'id')) || 'subject' : name;
  const imported = name === 'default' ? called : `{ ${called} }`;
  const names = parameters.map((each) => each.name).join(', ');
  const type = isTyped ? ': ReturnType<typeof setup>' : '';
  return `import ${imported} from './${importedAs(file, text)}';

/** Sizes to measure growth over. */
export const sizes = [250, 500, 1000, 2000];

/** An input of size n. Make it look like yours: what grows, and what stays as it is. */
export function setup(n${isTyped ? ': number' : ''}) {
${input.map((line) => `  ${line}\n`).join('')}  return { ${names} };
}

/** What is measured. */
export function run({ ${names} }${type}) {
  return ${called}(${names});
}
`;
}

function parametersOf(subject: TreeNode, text: string, types: TypeShapes): InputParameter[] {
  const uses = new ParameterUses(subject);
  const comment = commentBefore(text, subject.start);
  return children(subject, 'params')
    .filter((each) => !isOptional(each) && identifierName(each) !== 'this')
    .map((parameter, i) => {
      const name = identifierName(parameter) || `input${i === 0 ? '' : i + 1}`;
      const annotated = types.of(child(parameter, 'typeAnnotation'));
      const told = comment.get(name);
      const said = told === undefined ? UNKNOWN : types.ofText(told);
      const used =
        parameter.type === 'ObjectPattern' ? patternShape(parameter, uses) : uses.shapeOf(name);
      return { name, shape: merged(annotated, merged(said, used)) };
    });
}

/** What has a value of its own need not be given one. */
function isOptional(parameter: TreeNode): boolean {
  return /^(AssignmentPattern|RestElement)$/.test(parameter.type) || parameter['optional'] === true;
}

function patternShape(pattern: TreeNode, uses: ParameterUses): Shape {
  const members = new Map<string, Shape>();
  for (const property of children(pattern, 'properties')) {
    const key = identifierName(child(property, 'key'));
    const value = child(property, 'value');
    if (key === '' || value?.type === 'AssignmentPattern') continue;
    members.set(key, uses.shapeOf(identifierName(value)));
  }
  return { kind: 'object', members };
}

/** The types that the comment before a function gives its parameters. */
function commentBefore(text: string, start: number): Map<string, string> {
  const open = text.lastIndexOf('/**', start);
  const close = text.indexOf('*/', open);
  const types = new Map<string, string>();
  // Between the comment and the function only what exports it or gives it a name may stand.
  if (open === -1 || close > start || !/^[\s\w=.]*$/.test(text.slice(close + 2, start))) {
    return types;
  }
  const tags = /@param\s+\{([^\n]+)\}\s+(?:\[)?(\w+)/g;
  for (const [, type = '', name = ''] of text.slice(open, close).matchAll(tags)) {
    types.set(name, type);
  }
  return types;
}

/** How the module is imported: TypeScript by the ending that its own imports have. */
function importedAs(file: string, text: string): string {
  const name = baseName(file);
  if (!/\.[cm]?ts$/i.test(name) || /from\s+['"]\.[^'"]*\.[cm]?ts['"]/.test(text)) return name;
  return name.replace(/ts$/i, 'js');
}

function baseName(file: string): string {
  return file.split(/[\\/]/).at(-1) ?? file;
}
