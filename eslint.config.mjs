import { fileURLToPath } from 'node:url';
import { defineConfig } from 'eslint/config';
import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { fileNamesRule } from './scripts/eslint/file-names.mjs';
import { layersRule } from './scripts/eslint/layers.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));

const core = [
  'src/core/model',
  'src/core/formats',
  'src/core/source',
  'src/core/rules',
  'src/core/counting',
  'src/core/analysis',
  'src/core/report',
];

/**
 * The rooms of the house and what each may import beside itself; nothing else is allowed.
 * Only `src/editor` and `src/extension.ts` see `vscode`.
 * @type {import('./scripts/eslint/layers.mjs').Layers}
 */
export const layers = {
  'src/protocol': { typesOf: ['src/core/model', 'src/core/counting', 'src/core/analysis'] },
  'src/core/model': {},
  'src/core/formats': { rooms: ['src/core/model'], packages: ['pprof-format'] },
  'src/core/source': {
    rooms: ['src/core/model'],
    packages: ['@babel/parser', '@babel/types', '@jridgewell/trace-mapping'],
  },
  'src/core/rules': { rooms: ['src/core/source'] },
  'src/core/counting': {
    rooms: ['src/core/model', 'src/core/source'],
    packages: ['@babel/parser'],
  },
  'src/core/analysis': {
    rooms: ['src/core/model', 'src/core/source', 'src/core/rules', 'src/core/counting'],
  },
  'src/core/report': { rooms: ['src/core/model', 'src/core/analysis'] },
  'src/io': { rooms: [...core, 'src/protocol'], packages: ['ignore'], node: true },
  'src/agent': {
    rooms: ['src/protocol'],
    packages: ['@datadog/pprof', 'v8-profiler-next'],
    node: true,
    // The counting hook rewrites programs as they load, so it needs their syntax tree.
    except: [{ files: 'src/agent/counting', rooms: ['src/core/counting', 'src/core/source'] }],
  },
  'src/launch': {
    // A proof decides from what it has measured whether it has to measure on.
    rooms: ['src/protocol', 'src/io', 'src/core/analysis'],
    packages: ['cross-spawn', 'ws'],
    node: true,
  },
  'src/cli': { rooms: [...core, 'src/io', 'src/launch'], packages: ['commander'], node: true },
  // Answers questions in a thread of its own; what takes long to load is loaded there.
  'src/analyst': { rooms: [...core, 'src/io', 'src/protocol'], node: true },
  // Proves a change for the editor, in a thread of its own.
  'src/prover': {
    rooms: ['src/core/report', 'src/io', 'src/launch', 'src/protocol'],
    node: true,
  },
  'src/workload': {
    rooms: ['src/protocol'],
    packages: ['@babel/parser', 'sucrase'],
    node: true,
  },
  'src/editor': {
    rooms: ['src/core/analysis', 'src/launch', 'src/protocol'],
    typesOf: ['src/core/model', 'src/core/source', 'src/core/rules', 'src/io', 'src/analyst'],
    packages: ['vscode'],
    node: true,
  },
  'src/extension.ts': { rooms: ['src/editor'], packages: ['vscode'] },
  webview: {
    rooms: ['src/core/model', 'src/core/analysis', 'src/protocol'],
    packages: ['d3-*'],
  },
};

export default defineConfig(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      'out/',
      '.tools/',
      'test/fixtures/',
      'bench/targets/',
      'bench/accuracy/programs/',
      'test/corpus/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: {
          // It belongs to the sample's test project, which the service does not look into.
          allowDefaultProject: ['samples/movie-feed/feed.workload.ts'],
          defaultProject: 'samples/movie-feed/test/tsconfig.json',
        },
        tsconfigRootDir: root,
      },
    },
    plugins: { rankscope: { rules: { layers: layersRule, 'file-names': fileNamesRule } } },
    rules: {
      'rankscope/file-names': 'error',
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': ['error', { max: 60 }],
      // `== null` asks for both nothings at once.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      curly: ['error', 'multi-line'],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-else-return': 'error',
      'no-implicit-coercion': 'error',
      'no-restricted-syntax': ['error', ...restrictedSyntax()],
      'object-shorthand': 'error',
      'prefer-template': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/naming-convention': ['error', ...names()],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // restrictedSyntax() narrows it instead: `!` is for indexed access alone.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['src/**/*.ts', 'webview/**/*.ts'],
    rules: { 'rankscope/layers': ['error', { layers, root }] },
  },
  // core does no I/O, and the agent must leave its host's output alone.
  { files: ['src/core/**/*.ts', 'src/agent/**/*.ts'], rules: { 'no-console': 'error' } },
  { files: ['src/core/**/*.ts'], rules: { 'no-restricted-globals': ['error', ...hostGlobals()] } },
  { files: ['src/extension.ts'], rules: { 'max-lines': ['error', { max: 80 }] } },
  {
    files: ['webview/**/*.ts'],
    rules: { 'no-restricted-properties': ['error', ...htmlFromText()] },
  },
  {
    files: ['test/**/*.ts', 'samples/*/test/**/*.ts'],
    rules: {
      // A `describe` is one long function of many short ones.
      'max-lines-per-function': 'off',
      // Node's test runner waits for its tests by itself.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['describe', 'it', 'suite', 'test'], package: 'node:test' },
          ],
        },
      ],
    },
  },
  {
    // TypeScript checks these files by their JSDoc, and knows their globals.
    files: ['**/*.mjs', '**/*.cjs'],
    rules: {
      'no-undef': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      // typescript-eslint does not see a cast that is written as a comment.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    // ESLint and Node's test runner take what they load as the default export.
    files: ['eslint.config.mjs', 'scripts/node-test-reporter.mjs'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);

function restrictedSyntax() {
  return [
    { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
    { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
    { selector: 'ExportSpecifier[exported.name="default"]', message: 'Export by name.' },
    {
      // `array[i]!` in a loop that keeps i in range costs nothing and says so; anywhere
      // else the value may really be missing.
      selector: 'TSNonNullExpression:not([expression.computed=true])',
      message: 'Use `!` only on indexed access, `array[i]!`; elsewhere handle the missing value.',
    },
  ];
}

/** @returns {object[]} */
function names() {
  return [
    {
      selector: 'interface',
      format: ['PascalCase'],
      custom: { regex: '^I[A-Z]', match: false },
    },
    { selector: ['class', 'typeAlias', 'typeParameter'], format: ['PascalCase'] },
  ];
}

function hostGlobals() {
  const names = ['process', 'Buffer', 'global', 'globalThis', 'window', 'document', 'require'];
  const timers = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'fetch'];
  const message = 'core runs on any host: take it as an argument.';
  return [...names, ...timers].map((name) => ({ name, message }));
}

function htmlFromText() {
  const message = 'Build nodes from data; never parse HTML from a string.';
  return [
    ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({ property, message })),
    { object: 'document', property: 'write', message },
  ];
}
