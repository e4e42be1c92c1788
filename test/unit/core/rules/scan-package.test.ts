import assert from 'node:assert/strict';
import { baselineText, readBaseline } from '../../../../src/core/rules/baseline.js';
import { PackageScan } from '../../../../src/core/rules/scan-package.js';
import { rulesIn, suspectsIn, suspectsOf } from '../../../support/suspects.js';

const BAD = 'export const f = (pool, seen) => pool.filter((c) => !seen.includes(c.id));\n';

describe('findings across files', () => {
  const helper = 'export function isSeen(seen, id) {\n  return seen.includes(id);\n}\n';

  it('are told where the work is done, with the place that repeats it', () => {
    const [found, ...others] = suspectsOf({
      '/src/seen.ts': helper,
      '/src/index.ts': "export * from './seen.js';\n",
      '/src/feed.ts':
        "import { isSeen as known } from './index.js';\nexport const f = (pool, seen) =>\n  pool.filter((c) => !known(seen, c.id));\n",
    });
    assert.deepEqual(others, []);
    assert.equal(found?.file, '/src/seen.ts');
    assert.equal(found.startLine, 2);
    assert.equal(found.degree, 2);
    assert.deepEqual(
      found.related.map(({ file, startLine }) => [file, startLine]),
      [['/src/feed.ts', 3]],
    );
    assert.match(found.message, /called in a loop \(feed\.ts:3\)/);
  });

  it('follow require, classes and functions between', () => {
    const files = {
      '/src/index.cjs':
        'class Index {\n  constructor() { this.rows = []; }\n  has(id) {\n    return this.rows.includes(id);\n  }\n}\nmodule.exports = { Index };\n',
      '/src/rank.cjs':
        "const { Index } = require('./index.cjs');\nconst between = (index, id) => index.has(id);\nfunction rank(ids) {\n  const index = new Index();\n  return ids.filter((id) => between(index, id));\n}\nmodule.exports = { rank };\n",
    };
    // What `between` is given is not typed; called directly the class is known.
    assert.deepEqual(suspectsOf(files), []);
    const direct = {
      ...files,
      '/src/rank.cjs': files['/src/rank.cjs'].replace('between(index, id)', 'index.has(id)'),
    };
    assert.deepEqual(
      suspectsOf(direct).map(({ file, startLine }) => [file, startLine]),
      [['/src/index.cjs', 4]],
    );
  });

  it('are none where no caller has a loop, or each element brings its own list', () => {
    const calls = [
      'export const f = (seen, id) => isSeen(seen, id);',
      'export const f = (users) => users.map((u) => isSeen(u.seen, u.id));',
      "export const f = (ids) => ids.map((id) => isSeen(['a', 'b'], id));",
    ];
    for (const call of calls) {
      const feed = `import { isSeen } from './seen.js';\n${call}\n`;
      assert.deepEqual(suspectsOf({ '/src/seen.ts': helper, '/src/feed.ts': feed }), [], call);
    }
  });

  it('end for functions and files that call one another in circles', () => {
    const a =
      "import { g } from './b.js';\nexport function f(xs, y) {\n  xs.includes(y);\n  return g(xs, y);\n}\n";
    const b =
      "import { f } from './a.js';\nexport function g(xs, y) {\n  return f(xs, y);\n}\nexport * from './a.js';\n";
    assert.deepEqual(suspectsOf({ '/a.js': a, '/b.js': b }), []);
  });
});

describe('PackageScan', () => {
  it('keeps what it knew of a text that no longer parses, and says so', () => {
    const scan = new PackageScan();
    scan.update('/a.js', BAD);
    assert.equal(scan.update('/a.js', `${BAD}function (`), false);
    const { findings, isBroken } = scan.of('/a.js');
    assert.equal(findings.length, 1);
    assert.ok(isBroken);
    assert.ok(scan.update('/a.js', 'export const f = 1;'));
    assert.deepEqual(scan.of('/a.js'), { findings: [], isBroken: false });
  });

  it('tells what a file tells by itself without its callers', () => {
    const scan = new PackageScan();
    scan.update('/a.js', 'export function has(list, x) {\n  return list.includes(x);\n}\n');
    scan.update(
      '/b.js',
      `import { has } from './a.js';\n${BAD}export const g = (xs, ys) => xs.filter((x) => has(ys, x));`,
    );
    assert.equal(scan.of('/a.js').findings.length, 1);
    assert.deepEqual(scan.alone('/a.js').findings, []);
    assert.equal(scan.alone('/b.js').findings.length, 1);
  });

  it('forgets removed files', () => {
    const scan = new PackageScan();
    scan.update('/a.js', BAD);
    scan.remove('/a.js');
    assert.deepEqual(scan.findings(), []);
  });

  it('finds the scripts of Vue and Svelte files where they stand', () => {
    const vue = `<template>\n  <li v-for="x in fresh">{{ x }}</li>\n</template>\n\n<script setup lang="ts">\nconst p = defineProps<{ xs: string[]; seen: string[] }>();\nconst fresh = () => p.xs.filter((x) => !p.seen.includes(x as string));\n</script>\n`;
    assert.deepEqual(rulesIn(vue, '/src/List.vue'), ['membership-in-loop@7']);
    assert.equal(suspectsIn(vue, '/src/List.vue')[0]?.file, '/src/List.vue');
    const svelte =
      '<h1>{title}</h1>\n<script>\n  export let xs, seen;\n  const f = () => xs.map((x) => seen.indexOf(x));\n</script>';
    assert.deepEqual(rulesIn(svelte, '/src/List.svelte'), ['membership-in-loop@4']);
    const [found] = suspectsIn(svelte, '/src/List.svelte');
    assert.equal(found?.startColumn, svelte.split('\n')[3]!.indexOf('seen.indexOf') + 1);
  });

  it('survives what nobody writes', () => {
    const texts = [
      '',
      'x'.repeat(100_000),
      `f(${'['.repeat(3000)}${']'.repeat(3000)})`,
      `${'a + '.repeat(5000)}a`,
      `${'if (a) {'.repeat(1500)}${'}'.repeat(1500)}`,
      'for (const a of a) for (const b of b.c(a)) a.includes(b);',
      'const a = b, b = a; for (;;) a.includes(b.shift());',
      'var f = f(f); function g(a = g(a), [b, ...c]) { return g(...c); }',
      // Names that are made of one another, many times over: every path once would take for ever.
      `${Array.from({ length: 40 }, (_, i) => `const a${i} = [${`...a${(i + 1) % 40}, ...a${(i + 7) % 40}, `.repeat(10)}]; const n${i} = Math.min(${`n${(i + 1) % 40}, n${(i + 3) % 40}, `.repeat(10)});`).join('\n')}\nfor (const x of a0) for (let i = 0; i < n0; i++) a1.includes(a2);`,
      'while (1) { x = [...x, x]; x[x] = x.filter((x, y) => x.indexOf(x) === y); }',
    ];
    for (const text of texts) new PackageScan().update('/a.ts', text);
  });
});

describe('comments and baselines', () => {
  const loop = (comment: string, end = ''): string =>
    `function f(xs, seen) {\n  return xs.filter((x) => {\n    ${comment}\n    return seen.includes(x);${end}\n  });\n}`;

  it('silence a place, or a rule at a place', () => {
    assert.equal(suspectsIn(loop('')).length, 1);
    assert.deepEqual(suspectsIn(loop('// rankscope-ignore-next-line')), []);
    assert.deepEqual(
      suspectsIn(loop('// rankscope-ignore-next-line membership-in-loop -- few')),
      [],
    );
    assert.deepEqual(suspectsIn(loop('', ' // rankscope-ignore')), []);
    assert.equal(suspectsIn(loop('// rankscope-ignore-next-line find-join')).length, 1);
    assert.equal(suspectsIn(loop("const s = 'rankscope-ignore-next-line';")).length, 1);
  });

  it('know a finding again after it has moved, and not another one like it', () => {
    const isKnown = readBaseline(baselineText(suspectsIn(BAD, '/a.js'), (file) => file));
    assert.ok(isKnown !== undefined);
    const moved = suspectsIn(`// New.\n\n${BAD}`, '/a.js');
    assert.deepEqual(
      moved.map((each) => isKnown(each, each.file)),
      [true],
    );
    const twice = suspectsIn(`{ ${BAD.replace('export ', '')} }`.repeat(2), '/a.js');
    assert.ok(twice.length > 0);
    const other = suspectsIn(BAD.replaceAll('seen', 'gone'), '/a.js');
    assert.deepEqual(
      other.map((each) => isKnown(each, each.file)),
      [false],
    );
  });

  it('are refused when they are something else', () => {
    for (const text of ['', '{}', '[]', 'null', '{"schema":"rankscope-baseline/1"}']) {
      assert.equal(readBaseline(text), undefined, text);
    }
  });
});
