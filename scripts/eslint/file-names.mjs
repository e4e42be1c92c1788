import path from 'node:path';

// One or more kebab-case words, then an optional role: `rank-once.ts`, `layers.test.ts`.
const kebabCase = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9-]+)*\.(?:[cm]?[jt]s|tsx)$/u;

/** @type {import('eslint').Rule.RuleModule} */
export const fileNamesRule = {
  meta: {
    type: 'suggestion',
    docs: { description: 'name files in kebab-case' },
    schema: [],
    messages: { kebab: "Name the file '{{name}}' in kebab-case." },
  },
  create(context) {
    const name = path.basename(context.filename);
    return {
      Program: (node) => {
        if (!kebabCase.test(name)) context.report({ node, messageId: 'kebab', data: { name } });
      },
    };
  },
};
