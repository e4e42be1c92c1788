import type { TreeNode } from './tree-node.js';

/**
 * The fields of each type of node that hold code, in the order of the text. Types, comments and
 * names that stand for themselves (`a` in `x.a`) are left out: nothing runs in them. A table,
 * because asking every node for all its fields takes longer than everything else together.
 */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Program: ['body'],
  ExpressionStatement: ['expression'],
  BlockStatement: ['body'],
  StaticBlock: ['body'],
  TSModuleBlock: ['body'],
  TSModuleDeclaration: ['body'],
  IfStatement: ['test', 'consequent', 'alternate'],
  LabeledStatement: ['body'],
  SwitchStatement: ['discriminant', 'cases'],
  SwitchCase: ['test', 'consequent'],
  ReturnStatement: ['argument'],
  ThrowStatement: ['argument'],
  TryStatement: ['block', 'handler', 'finalizer'],
  WithStatement: ['object', 'body'],
  VariableDeclaration: ['declarations'],
  ExportNamedDeclaration: ['declaration'],
  ExportDefaultDeclaration: ['declaration'],
  TSExportAssignment: ['expression'],
  ClassBody: ['body'],
  Decorator: ['expression'],
  ArrayExpression: ['elements'],
  ArrayPattern: ['elements'],
  ObjectExpression: ['properties'],
  ObjectPattern: ['properties'],
  SpreadElement: ['argument'],
  RestElement: ['argument'],
  AssignmentPattern: ['left', 'right'],
  UnaryExpression: ['argument'],
  BinaryExpression: ['left', 'right'],
  LogicalExpression: ['left', 'right'],
  ConditionalExpression: ['test', 'consequent', 'alternate'],
  SequenceExpression: ['expressions'],
  CallExpression: ['callee', 'arguments'],
  OptionalCallExpression: ['callee', 'arguments'],
  NewExpression: ['callee', 'arguments'],
  ImportExpression: ['source', 'options'],
  AwaitExpression: ['argument'],
  YieldExpression: ['argument'],
  TemplateLiteral: ['expressions'],
  TaggedTemplateExpression: ['tag', 'quasi'],
  TSAsExpression: ['expression'],
  TSSatisfiesExpression: ['expression'],
  TSNonNullExpression: ['expression'],
  TSTypeAssertion: ['expression'],
  TSInstantiationExpression: ['expression'],
  ParenthesizedExpression: ['expression'],
  TSParameterProperty: ['parameter'],
  JSXElement: ['openingElement', 'children'],
  JSXFragment: ['children'],
  JSXOpeningElement: ['attributes'],
  JSXAttribute: ['value'],
  JSXSpreadAttribute: ['argument'],
  JSXExpressionContainer: ['expression'],
  JSXSpreadChild: ['expression'],
};

const NONE: readonly string[] = [];

/** The fields of a node that hold code. */
export function codeFields(node: TreeNode): readonly string[] {
  return FIELDS[node.type] ?? NONE;
}
