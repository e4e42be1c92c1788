import assert from 'node:assert/strict';
import { rulesIn, suspectsIn, suspectsOf } from '../../../support/suspects.js';
import { FOUND_WIDER, SILENT_WIDER } from './wider-shapes.js';

describe('the rules, where the code wears another dress', () => {
  for (const { rule, about, text, line, file } of FOUND_WIDER) {
    it(`${rule}: ${about}`, () => {
      assert.ok(rulesIn(text, file).includes(`${rule}@${line}`), rulesIn(text, file).join());
    });
  }

  for (const { rule, about, text, file } of SILENT_WIDER) {
    it(`not ${rule}: ${about}`, () => {
      assert.deepEqual(rulesIn(text, file), [], text);
    });
  }
});

describe('the rules, where files call each other in another dress', () => {
  const has = 'exports.has = (list, each) => list.indexOf(each) > -1;\n';

  it('follow what is taken out of a require, and a require with a type', () => {
    const calls = {
      '/a.js':
        "const has = require('./b').has;\nmodule.exports = (mine, all) => mine.filter((x) => has(all, x));\n",
      '/c.ts':
        "const lists = require('./b.js') as Lists;\nexport const f = (mine: number[], all: number[]) => mine.filter((x) => lists.has(all, x));\n",
    };
    for (const [file, text] of Object.entries(calls)) {
      const found = suspectsOf({ '/b.js': has, [file]: text });
      assert.deepEqual(
        found.map((each) => [each.file, each.rule]),
        [['/b.js', 'membership-in-loop']],
        file,
      );
    }
  });

  it('follow a list that only the caller adds to', () => {
    const found = suspectsOf({
      '/near.ts':
        'export function near(item, picks) {\n  let sum = 0;\n  for (let i = 0; i < picks.length; i++) sum += item.of * i;\n  return sum;\n}\n',
      '/run.ts':
        "import { near } from './near';\nexport function run(items) {\n  const picks = [];\n  for (const item of items) {\n    near(item, picks);\n    picks.push(item);\n  }\n}\n",
    });
    assert.deepEqual(
      found.map(({ file, startLine, rule }) => [file, startLine, rule]),
      [['/near.ts', 3, 'pairwise-loops']],
    );
  });
});

describe('fixes of what is written in another dress', () => {
  it('are offered neither for borrowed methods nor across events', () => {
    const texts = [
      'const f = (mine, all) => mine.filter((x) => Array.prototype.includes.call(all, x));',
      "function f(bus) {\n  const all = [];\n  bus.on('data', (x) => {\n    if (!all.includes(x)) all.push(x);\n  });\n}",
      'function f(xs) {\n  let all = [];\n  for (const x of xs) all = [x].concat(all);\n  return all;\n}',
    ];
    for (const text of texts) {
      const found = suspectsIn(text);
      assert.equal(found.length, 1, text);
      assert.equal(found[0]?.fix, undefined, text);
    }
  });
});
