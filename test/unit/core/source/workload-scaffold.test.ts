import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  exportedFunctions,
  scaffoldWorkload,
} from '../../../../src/core/source/workload-scaffold.js';
import { temporaryFolder } from '../../../support/temporary-folder.js';

interface Workload {
  readonly sizes: readonly number[];
  readonly setup: (n: number) => Readonly<Record<string, unknown>>;
  readonly run: (input: unknown) => unknown;
}

describe('a workload for an exported function', () => {
  const temporary = temporaryFolder();
  let folders = 0;

  /** Writes module and scaffold side by side, and loads the scaffold. */
  async function scaffold(text: string, name: string, file = 'rank.mjs'): Promise<Workload> {
    const folder = path.join(temporary.path, String(folders++));
    mkdirSync(folder);
    writeFileSync(path.join(folder, file), text);
    const made = path.join(folder, `rank.workload${path.extname(file)}`);
    writeFileSync(made, scaffoldWorkload({ text, file, name }));
    return (await import(pathToFileURL(made).href)) as Workload;
  }

  it('is offered for what is exported and takes an input', () => {
    const text =
      'export function rank(items) {}\nfunction inner(a) {}\nexport const none = () => 1;\n' +
      'export const one = (x) => x;\nexport { inner as outer };\n';
    assert.deepEqual(
      exportedFunctions(text, 'a.mjs').map(({ name, line }) => [name, line]),
      [
        ['rank', 1],
        ['one', 4],
        ['outer', 2],
      ],
    );
    assert.deepEqual(exportedFunctions('export function (', 'a.mjs'), []);
  });

  it('gives n numbers to what adds them up', async () => {
    const { run, setup, sizes } = await scaffold(
      'export const sum = (values) => values.reduce((total, each) => total + each, 0);',
      'sum',
    );
    assert.equal(sizes.length, 4);
    const { values } = setup(50);
    assert.ok(Array.isArray(values) && values.length === 50);
    assert.equal(typeof run(setup(50)), 'number');
  });

  it('gives objects the members that the function reads', async () => {
    const { run, setup } = await scaffold(
      `export function unseen(candidates, seen, limit) {
        const found = [];
        for (const candidate of candidates) {
          if (!seen.includes(candidate.id)) found.push({ ...candidate });
        }
        return found.sort((a, b) => b.score - a.score).slice(0, limit);
      }`,
      'unseen',
    );
    const input = setup(30);
    assert.deepEqual(Object.keys((input['candidates'] as object[])[0] ?? {}).sort(), [
      'id',
      'score',
    ]);
    assert.equal(input['limit'], 10);
    assert.equal((run(input) as object[]).length, 10);
  });

  it('gives sets, maps, members of members and patterns', async () => {
    const { run, setup } = await scaffold(
      `export default function visible({ items, titles }, blocked) {
        return items
          .filter((item) => !blocked.has(item.creator.id))
          .map((item) => titles.get(item.id).name.trim());
      }`,
      'default',
    );
    const input = setup(20);
    assert.ok(input['blocked'] instanceof Set && input['blocked'].size === 20);
    assert.ok(Array.isArray(run(input)));
  });

  it('goes by JSDoc, and by names where there is nothing else', async () => {
    const { setup } = await scaffold(
      `/**
        * @param {{ id: number, tags: string[] }[]} rows
        * @param {Map<string, number>} weights
        */
       export function ignore(rows, weights, query, userIds) {}`,
      'ignore',
    );
    const { rows, weights, query, userIds } = setup(4);
    assert.deepEqual((rows as unknown[])[1], { id: 1, tags: ['tag 0', 'tag 1', 'tag 2'] });
    assert.ok(weights instanceof Map && typeof [...weights.keys()][0] === 'string');
    assert.equal(query, 'query 1');
    assert.equal((userIds as unknown[]).length, 4);
  });

  it('goes by types of the same file, and leaves out what has a value already', async () => {
    const { run, setup } = await scaffold(
      `interface Item { readonly id: number; readonly name: string; readonly note?: string }
       type Items = readonly Item[];
       export function ranked(items: Items, liked: ReadonlySet<number>, limit = 5): Item[] {
         return items.filter(({ id }) => liked.has(id)).slice(0, limit);
       }`,
      'ranked',
      'rank.ts',
    );
    const input = setup(6);
    assert.deepEqual(Object.keys(input), ['items', 'liked']);
    assert.deepEqual((input['items'] as unknown[])[2], { id: 2, name: 'name 2' });
    assert.ok(Array.isArray(run(input)));
  });

  it('lets a text or a number grow where there is no list', async () => {
    const { setup: text } = await scaffold('export const slug = (s) => s.toLowerCase();', 'slug');
    assert.equal(String(text(100)['s']).length, 200);
    const { setup: number } = await scaffold('export const primes = (up) => up * 2;', 'primes');
    assert.equal(number(100)['up'], 100);
  });

  it('ends for types that refer to themselves, and says when a function is gone', () => {
    const text = 'interface T { kids: T[] }\nexport function depth(root: T) {}';
    assert.match(scaffoldWorkload({ text, file: 'a.ts', name: 'depth' }), /kids: Array\.from/);
    assert.throws(
      () => scaffoldWorkload({ text, file: '/src/a.ts', name: 'other' }),
      /a\.ts does not export a function other any more/,
    );
  });
});
