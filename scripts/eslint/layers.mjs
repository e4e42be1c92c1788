// Says which room may import what. The table itself is `layers` in eslint.config.mjs.
//
// Every form of import counts, type-only ones as well: a type that reaches across a
// border ties two rooms together as firmly as a value does.
import { isBuiltin } from 'node:module';
import path from 'node:path';

/**
 * What one room may import beside itself.
 * @typedef {object} Layer
 * @property {readonly string[]} [rooms] rooms it may import from
 * @property {readonly string[]} [typesOf] rooms it may import types from, and no values
 * @property {readonly string[]} [packages] npm packages; `d3-*` allows a family
 * @property {boolean} [node] whether it may import Node's built-in modules
 * @property {readonly { files: string, rooms: readonly string[] }[]} [except] more rooms for the
 *   files of this room whose path starts with `files`
 */

/** @typedef {Readonly<Record<string, Layer>>} Layers */

/**
 * The room a file belongs to: the longest row that is the file itself or a folder above it.
 * @param {string} file path from the project's root, with forward slashes
 * @param {Layers} layers
 * @returns {string | undefined}
 */
export function roomOf(file, layers) {
  const stem = file.replace(/\.(?:[cm]?[jt]s|tsx)$/u, '');
  return Object.keys(layers)
    .filter((room) => {
      const name = room.replace(/\.ts$/u, '');
      return stem === name || stem.startsWith(`${name}/`);
    })
    .sort((a, b) => b.length - a.length)[0];
}

/**
 * Why `file` may not import `specifier`, or undefined when it may.
 * @param {Layers} layers
 * @param {{ file: string, specifier: string, typeOnly: boolean }} found
 * @returns {string | undefined}
 */
function whyForbidden(layers, { file, specifier, typeOnly }) {
  const from = roomOf(file, layers);
  if (from === undefined) return `${file} belongs to no room: give its folder a row in \`layers\`.`;
  const layer = layers[from] ?? {};
  if (specifier.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(file), specifier);
    return whyForbiddenRoom(layers, { from, file, target, typeOnly });
  }
  if (specifier.startsWith('/') || specifier.startsWith('#') || specifier.startsWith('file:')) {
    return `import '${specifier}' by a relative path, so that its room can be told.`;
  }
  if (isBuiltin(specifier)) {
    return layer.node === true ? undefined : `${from} may not import Node's '${specifier}'.`;
  }
  return (layer.packages ?? []).some((name) => matchesPackage(specifier, name))
    ? undefined
    : `${from} may not import the package '${specifier}'.`;
}

/**
 * @param {Layers} layers
 * @param {{ from: string, file: string, target: string, typeOnly: boolean }} found
 * @returns {string | undefined}
 */
function whyForbiddenRoom(layers, { from, file, target, typeOnly }) {
  const to = roomOf(target, layers);
  if (to === undefined) return `${from} may not import ${target}, which belongs to no room.`;
  if (to === from) return undefined;
  const layer = layers[from] ?? {};
  const allowed = [
    ...(layer.rooms ?? []),
    ...(layer.except ?? []).flatMap((each) => (file.startsWith(each.files) ? each.rooms : [])),
  ];
  if (allowed.includes(to)) return undefined;
  if (layer.typesOf?.includes(to) === true) {
    return typeOnly ? undefined : `${from} may import only types from ${to}.`;
  }
  return `${from} may not import from ${to}.`;
}

/**
 * @param {string} specifier
 * @param {string} name
 */
function matchesPackage(specifier, name) {
  if (name.endsWith('*')) return specifier.startsWith(name.slice(0, -1));
  return specifier === name || specifier.startsWith(`${name}/`);
}

/**
 * Whether an `import`/`export … from` brings in types alone.
 * @param {any} node
 */
function isTypeOnly(node) {
  if (node.importKind === 'type' || node.exportKind === 'type') return true;
  const specifiers = node.specifiers ?? [];
  return (
    specifiers.length > 0 &&
    specifiers.every(
      (/** @type {any} */ each) => each.importKind === 'type' || each.exportKind === 'type',
    )
  );
}

/** @param {any} node */
function textOf(node) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) {
    return node.quasis[0].value.cooked;
  }
  return undefined;
}

/** @param {any} callee `require`, `require.resolve` or `module.require` */
function isRequire(callee) {
  if (callee.type === 'Identifier') return callee.name === 'require';
  if (callee.type !== 'MemberExpression') return false;
  return callee.object.name === 'require' || callee.property.name === 'require';
}

/** @type {import('eslint').Rule.RuleModule} */
export const layersRule = {
  meta: {
    type: 'problem',
    docs: { description: 'hold every import to the table of rooms' },
    schema: [
      {
        type: 'object',
        properties: { layers: { type: 'object' }, root: { type: 'string' } },
        required: ['layers', 'root'],
        additionalProperties: false,
      },
    ],
    messages: { forbidden: '{{reason}}' },
  },
  create(context) {
    /** @type {{ layers: Layers, root: string }} */
    const { layers, root } = context.options[0];
    const file = path.relative(root, context.filename).split(path.sep).join('/');

    /** @param {any} node @param {any} source @param {boolean} typeOnly */
    const check = (node, source, typeOnly) => {
      const specifier = textOf(source);
      if (specifier === undefined) return;
      const reason = whyForbidden(layers, { file, specifier, typeOnly });
      if (reason !== undefined) context.report({ node, messageId: 'forbidden', data: { reason } });
    };
    /** @param {any} node */
    const checkStatement = (node) => {
      if (node.source) check(node, node.source, isTypeOnly(node));
    };
    return {
      ImportDeclaration: checkStatement,
      ExportNamedDeclaration: checkStatement,
      ExportAllDeclaration: checkStatement,
      ImportExpression: (/** @type {any} */ node) => {
        check(node, node.source, false);
      },
      TSImportType: (/** @type {any} */ node) => {
        check(node, node.source ?? node.argument?.literal, true);
      },
      TSExternalModuleReference: (/** @type {any} */ node) => {
        check(node, node.expression, node.parent.importKind === 'type');
      },
      CallExpression: (/** @type {any} */ node) => {
        if (isRequire(node.callee)) check(node, node.arguments[0], false);
      },
    };
  },
};
