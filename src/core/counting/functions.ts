import type { SyntaxNode } from '../source/syntax-walk.js';
import { restNames } from './patterns.js';
import type { Scope, Scribe } from './scribe.js';
import { child, children, codeChildren, endOf, nameOf, startOf } from './syntax.js';

/**
 * Counts the calls of a function. Its parameters are left as they are: they are evaluated before
 * anything in the body.
 * @param name its own name or the one it is assigned to
 */
export function countFunction(scribe: Scribe, node: SyntaxNode, scope: Scope, name: string): void {
  const site = scribe.functionSite(node, name, scope);
  const inside: Scope = {
    function: name === '' ? scope.function : name,
    parent: site,
    localLoops: [],
    statementStart: -1,
    isTopLevel: false,
  };
  const key = child(node, 'key');
  if (key !== undefined && node['computed'] === true) scribe.visit(key, scope);
  const body = child(node, 'body');
  if (body === undefined) return;
  const rests = restsOfParameters(scribe, node, inside);
  if (body.type === 'BlockStatement') {
    // A function of a module can be called by a module around it before the first line has run.
    const isHoisted = scope.isTopLevel && node.type === 'FunctionDeclaration';
    const guard = isHoisted ? `${scribe.counters}||${scribe.open}();` : '';
    const counts = [scribe.increment(site), ...rests].map((each) => `${each};`).join('');
    const directive = children(body, 'directives').at(-1);
    if (directive === undefined) scribe.edits.before(startOf(body) + 1, guard + counts);
    else scribe.edits.after(endOf(directive), `;${guard}${counts}`);
    for (const each of codeChildren(body)) scribe.visit(each, inside);
    return;
  }
  scribe.edits.before(startOf(body), `(${[scribe.increment(site), ...rests, ''].join(',')}`);
  scribe.visit(body, inside);
  scribe.edits.after(endOf(body), ')');
}

/** `([first, ...rest]) => …` copies the rest in every call. */
function restsOfParameters(scribe: Scribe, node: SyntaxNode, scope: Scope): string[] {
  return children(node, 'params')
    .flatMap(restNames)
    .map(({ name, node: rest }) => {
      const site = scribe.site('builtin', '...', rest, scope);
      return `${scribe.call('rest', site)}${name})`;
    });
}

/** The name as V8 would infer it, in its simplest form. */
export function nameOfFunction(node: SyntaxNode, parent: SyntaxNode | undefined): string {
  for (const from of [child(node, 'id'), child(node, 'key')]) {
    const name = keyName(from);
    if (name !== '') return name;
  }
  if (parent === undefined) return '';
  switch (parent.type) {
    case 'VariableDeclarator':
      return keyName(child(parent, 'id'));
    case 'ObjectProperty':
    case 'ClassProperty':
    case 'ClassPrivateProperty':
      return keyName(child(parent, 'key'));
    case 'AssignmentExpression':
      return keyName(child(parent, 'left'));
    case 'AssignmentPattern':
      return keyName(child(parent, 'left'));
    default:
      return '';
  }
}

function keyName(node: SyntaxNode | undefined): string {
  switch (node?.type) {
    case 'Identifier':
      return nameOf(node);
    case 'StringLiteral':
    case 'NumericLiteral':
      return String(node['value']);
    case 'PrivateName':
      return `#${keyName(child(node, 'id'))}`;
    case 'MemberExpression':
      return node['computed'] === true ? '' : keyName(child(node, 'property'));
    default:
      return '';
  }
}
