import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { layers } from '../../../eslint.config.mjs';
import { layersRule, roomOf } from '../../../scripts/eslint/layers.mjs';

const root = path.resolve(import.meta.dirname, '../../..');

/** The messages of the layer rule on `code`, as though it stood in `file`. */
function lint(file: string, code: string): string[] {
  const linter = new Linter({ cwd: root });
  const messages = linter.verify(
    code,
    {
      files: ['**/*.ts'],
      languageOptions: { parser: tseslint.parser },
      plugins: { rankscope: { rules: { layers: layersRule } } },
      rules: { 'rankscope/layers': ['error', { layers, root }] },
    },
    path.join(root, file),
  );
  return messages.map((each) => each.message);
}

describe('the layer rule', () => {
  const allowed: [file: string, code: string][] = [
    ['src/core/model/profile.ts', "import { a } from './units';"],
    ['src/core/formats/pprof.ts', "import { a } from '../model/profile';"],
    ['src/core/formats/pprof.ts', "import { Profile } from 'pprof-format';"],
    ['src/core/source/ast.ts', "import { parse } from '@babel/parser';"],
    ['src/core/analysis/hot.ts', "import type { A } from '../rules/table';"],
    ['src/protocol/agent.ts', "import type { A } from '../core/model/profile';"],
    ['src/protocol/agent.ts', "import { type A, type B } from '../core/model/profile';"],
    ['src/agent/counting-hook.ts', "import { a } from '../core/source/ast';"],
    ['src/agent/preload.ts', "const a = require('v8-profiler-next');"],
    ['src/io/read.ts', "import { readFile } from 'node:fs/promises';"],
    ['src/cli/main.ts', "import { Command } from 'commander';"],
    ['src/editor/lenses.ts', "import * as vscode from 'vscode';"],
    ['src/extension.ts', "import { compose } from './editor/compose';"],
    ['webview/report/main.ts', "import { select } from 'd3-selection';"],
    ['webview/report/main.ts', "import type { A } from '../../src/core/analysis/hot';"],
  ];
  for (const [file, code] of allowed) {
    it(`lets ${file} have: ${code}`, () => {
      assert.deepEqual(lint(file, code), []);
    });
  }

  const forbidden: [file: string, code: string, says: RegExp][] = [
    [
      'src/core/model/a.ts',
      "import { a } from '../formats/b';",
      /model may not import from .*formats/,
    ],
    ['src/core/model/a.ts', "import type { A } from '../formats/b';", /may not import from/],
    ['src/core/model/a.ts', "import { type A } from '../formats/b';", /may not import from/],
    ['src/core/model/a.ts', "export type { A } from '../formats/b';", /may not import from/],
    ['src/core/model/a.ts', "export * from '../formats/b';", /may not import from/],
    ['src/core/model/a.ts', "type A = import('../formats/b').A;", /may not import from/],
    ['src/core/model/a.ts', "void import('../formats/b');", /may not import from/],
    ['src/core/model/a.ts', "import a = require('../formats/b');", /may not import from/],
    ['src/core/model/a.ts', "import fs from 'node:fs';", /may not import Node's 'node:fs'/],
    ['src/core/model/a.ts', "import fs from 'fs';", /may not import Node's 'fs'/],
    ['src/core/model/a.ts', "import type { Stats } from 'node:fs';", /may not import Node's/],
    ['src/core/model/a.ts', "import type { Uri } from 'vscode';", /package 'vscode'/],
    ['src/core/model/a.ts', "import { parse } from '@babel/parser';", /package '@babel\/parser'/],
    ['src/core/rules/a.ts', "import type { A } from '../model/profile';", /may not import from/],
    ['src/core/report/a.ts', "import type { A } from '../source/ast';", /may not import from/],
    [
      'src/protocol/a.ts',
      "import { a } from '../core/model/b';",
      /only types from src\/core\/model/,
    ],
    ['src/agent/preload.ts', "import { a } from '../core/source/ast';", /may not import from/],
    ['src/agent/preload.ts', "import type { A } from '../io/read';", /may not import from/],
    ['src/agent/preload.ts', "const a = require('commander');", /package 'commander'/],
    ['src/agent/preload.ts', "module.require('commander');", /package 'commander'/],
    ['src/agent/preload.ts', "require.resolve('commander');", /package 'commander'/],
    [
      'src/launch/spawn.ts',
      "import type { A } from '../core/model/profile';",
      /may not import from/,
    ],
    ['src/cli/main.ts', "import type * as vscode from 'vscode';", /package 'vscode'/],
    ['src/io/read.ts', "import type { A } from '../cli/main';", /may not import from/],
    ['src/editor/lenses.ts', "import { a } from '../cli/main';", /may not import from/],
    ['src/extension.ts', "import { a } from './io/read';", /may not import from/],
    ['webview/report/main.ts', "import path from 'node:path';", /may not import Node's/],
    [
      'webview/report/main.ts',
      "import type { A } from '../../src/io/read';",
      /may not import from/,
    ],
    ['src/attic/a.ts', "import { a } from './b';", /belongs to no room/],
    ['src/io/read.ts', "import { a } from '../../scripts/x';", /belongs to no room/],
    ['src/io/read.ts', "import { a } from '/abs/x';", /by a relative path/],
  ];
  for (const [file, code, says] of forbidden) {
    it(`keeps from ${file}: ${code}`, () => {
      const messages = lint(file, code);
      assert.equal(messages.length, 1);
      assert.match(messages[0] ?? '', says);
    });
  }
});

describe('the table of rooms', () => {
  it('has a row for every file of src and webview', () => {
    const files = ['src', 'webview'].flatMap((top) =>
      readdirSync(path.join(root, top), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => `${top}/${file.split(path.sep).join('/')}`),
    );
    const homeless = files.filter((file) => roomOf(file, layers) === undefined);
    assert.deepEqual(homeless, []);
  });

  it('has a row for every folder of src', () => {
    const folders = ['src', 'src/core'].flatMap((parent) =>
      readdirSync(path.join(root, parent), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => `${parent}/${entry.name}`),
    );
    const homeless = folders.filter(
      (folder) => folder !== 'src/core' && roomOf(`${folder}/a.ts`, layers) === undefined,
    );
    assert.deepEqual(homeless, []);
  });

  it('names only rooms that have a row of their own', () => {
    const named = Object.values(layers).flatMap((layer) => [
      ...(layer.rooms ?? []),
      ...(layer.typesOf ?? []),
      ...(layer.except ?? []).flatMap((each) => each.rooms),
    ]);
    assert.deepEqual(
      named.filter((room) => !(room in layers)),
      [],
    );
  });
});
