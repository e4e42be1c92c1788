import assert from 'node:assert/strict';
import { FORMATS } from '../../../../src/core/formats/formats.js';
import { ProfileBuilder, ROOT_NODE } from '../../../../src/core/model/profile-builder.js';
import type { Profile, ProfileKind } from '../../../../src/core/model/profile.js';
import { profileFromText, textFromProfile } from '../../../support/profile-from-text.js';
import { figures, write } from './fixture-files.js';

const DRAWINGS: Readonly<Record<string, string>> = {
  'one function': 'main 100',
  'a tree': 'main>rank>score 30\nmain>rank 10\nmain>sort 5\nother 1',
  recursion: 'a>b>a>b>a 7\na>b>a 3\na 2',
  'functions of one name': 'run@/a.js:1>run@/b.js:1>run@/b.js:9:3 8\nrun@/a.js:1 2',
  'unnamed functions': 'main>@/a/x.js:4:7 5\nmain>@/a/x.js:4:9 6\nmain> 7\n@/a/x.js:9 8',
  'states of the engine':
    '(program) 4\n(idle) 50\n(garbage collector) 6\nmain>(garbage collector) 2',
  'names from hell': 'a;b 12>"q"\\n>ünï "x" {} [y]>node:fs 5\nget x (y)@/p q/z (1).js:3 4',
  'own time of the root': '9\nmain 1',
  'Windows and schemes': 'f@C:\\a b\\c.ts:3>g@node:internal/x:7>h@https://x.org/a.js?b=1:2 6',
  'lines at leaves': 'main>rank@/a.js:3#7 30\nmain>rank@/a.js:3#9 10\nmain>rank@/a.js:3 20',
  'lines of calls':
    'main@/a.js:1#4>rank@/b.js:3#7 30\nmain@/a.js:1#5>rank@/b.js:3#7 10\nmain@/a.js:1#5 2',
};

/** Formats and the kinds of value they hold. */
const HOLDS: readonly (readonly [id: string, kinds: readonly ProfileKind[]])[] = [
  ['cpuprofile', ['cpu']],
  ['heapprofile', ['allocations']],
  ['pprof', ['cpu', 'allocations', 'live-heap', 'other']],
  ['folded', ['cpu', 'allocations', 'live-heap', 'other']],
];

function through(id: string, profile: Profile): Profile {
  const format = FORMATS.find((each) => each.id === id);
  assert.ok(format);
  const again = format.parse(write(format, [profile])).find(({ kind }) => kind === profile.kind);
  assert.ok(again, `${id} lost the ${profile.kind}`);
  return again;
}

describe('writing and reading again', () => {
  for (const [id, kinds] of HOLDS) {
    for (const kind of kinds) {
      for (const [what, drawing] of Object.entries(DRAWINGS)) {
        it(`${id} keeps ${kind}: ${what}`, () => {
          const profile = profileFromText(drawing, { kind, valueName: 'value' });
          const again = through(id, profile);
          assert.equal(again.unit, profile.unit);
          const keepsLines = id === 'pprof' || (id === 'cpuprofile' && !profile.hasCallLines);
          const stacks = keepsLines ? stacksByText : stacksWithoutLines;
          const found = stacks(textFromProfile(again));
          const drawn = stacks(textFromProfile(profile));
          assert.deepEqual([...found.keys()], [...drawn.keys()]);
          // Only a .cpuprofile cuts time into samples of whole µs.
          const tolerance = id === 'cpuprofile' ? 1 : 0;
          for (const [stack, value] of drawn) {
            const difference = Math.abs((found.get(stack) ?? 0) - value);
            assert.ok(difference <= tolerance, `${stack}: ${found.get(stack)} for ${value}`);
          }
        });
      }
    }
  }

  it('keeps lines of leaves where a .cpuprofile loses those of calls', () => {
    const again = through('cpuprofile', profileFromText(DRAWINGS['lines of calls'] ?? ''));
    assert.equal(textFromProfile(again), 'main@/a.js:1#5 2\nmain@/a.js:1>rank@/b.js:3#7 40');
  });

  it('keeps times to a µs a sample, also small and broken ones', () => {
    const drawing = 'a 0.4\nb 0.6\nc 1000.25\nd>e 333.333\nd 1e9';
    for (const timeline of [false, true]) {
      const profile = profileFromText(drawing, { timeline });
      for (const id of ['cpuprofile', 'pprof', 'folded']) {
        const found = figures(through(id, profile));
        for (const [name, [self, total]] of Object.entries(figures(profile))) {
          const [selfAgain, totalAgain] = found[name] ?? [0, 0];
          assert.ok(Math.abs(selfAgain - self) <= 1, `${id} ${name}: ${selfAgain} for ${self}`);
          assert.ok(Math.abs(totalAgain - total) <= 2, `${id} ${name}: ${totalAgain} for ${total}`);
        }
      }
    }
  });

  it('takes chains of 100 000 calls', () => {
    for (const [id, kinds] of HOLDS) {
      const kind = kinds[0] ?? 'cpu';
      const unit = kind === 'cpu' ? 'microseconds' : 'bytes';
      const builder = new ProfileBuilder({ kind, unit, valueName: kind, hasCallLines: false });
      let node = ROOT_NODE;
      for (let i = 0; i < 100_000; i++) {
        node = builder.child(
          node,
          builder.function({ name: `f${i % 50}`, file: '/a.js', line: 3 }),
        );
      }
      builder.addSelf(node, 1234);
      const again = through(id, builder.build());
      assert.equal(again.tree.self.length, 100_001, id);
      assert.equal(again.tree.self.at(-1), 1234, id);
    }
  });
});

/**
 * Values by stack. Columns of named functions do not count: pprof has no room for them, and no two
 * functions here differ in that alone.
 */
function stacksByText(text: string): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const line of text.replace(/([^>\n]@[^#>\n ]*:\d+):\d+/g, '$1').split('\n')) {
    const space = line.lastIndexOf(' ');
    const stack = line.slice(0, Math.max(0, space));
    values.set(stack, (values.get(stack) ?? 0) + Number(line.slice(space + 1)));
  }
  return new Map([...values].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function stacksWithoutLines(text: string): ReadonlyMap<string, number> {
  return stacksByText(text.replace(/#\d+/g, ''));
}
