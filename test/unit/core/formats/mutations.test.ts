import assert from 'node:assert/strict';
import { detectFormat, FORMATS } from '../../../../src/core/formats/formats.js';
import type { ProfileFormat } from '../../../../src/core/formats/format.js';
import { ProfileFormatError } from '../../../../src/core/model/errors.js';
import type { Profile } from '../../../../src/core/model/profile.js';
import { profileFromText } from '../../../support/profile-from-text.js';
import { fixture, json, write } from './fixture-files.js';

const SEEDS_A_FILE = 150;
const LONGEST_MS = 2000;

/** Numbers from a seed, the same on every machine (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

function flipBytes(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  const changed = bytes.slice();
  for (let i = random(8); i >= 0; i--) {
    const at = random(changed.length);
    const change = random(3);
    if (change === 0) changed[at] = changed[at]! ^ (1 << random(8));
    else if (change === 1) changed[at] = random(256);
    else changed.copyWithin(at, random(changed.length), random(changed.length));
  }
  return random(3) === 0 ? changed.subarray(0, random(changed.length)) : changed;
}

const STRANGE: readonly unknown[] = [
  null,
  true,
  '',
  'x',
  '1',
  -1,
  -2,
  0,
  0.5,
  1e308,
  -1e308,
  2 ** 53,
  2 ** 31,
  NaN,
  [],
  {},
  [null],
  [[]],
  { __proto__: null },
  { constructor: 1 },
  '__proto__',
  '\u0000',
  [1, 2, 3],
  { id: 1 },
];

/** Replaces, removes or doubles one value somewhere in a JSON document. */
function mutateJson(value: unknown, random: (below: number) => number): unknown {
  if (typeof value !== 'object' || value === null || random(12) === 0) {
    return STRANGE[random(STRANGE.length)];
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return [STRANGE[random(STRANGE.length)]];
    const at = random(value.length);
    const change = random(4);
    if (change === 0) return value.filter((_, i) => i !== at);
    if (change === 1) return [...(value as unknown[]), value[at]];
    return value.map((each: unknown, i) => (i === at ? mutateJson(each, random) : each));
  }
  const entries = Object.entries(value);
  const at = random(Math.max(1, entries.length));
  if (random(5) === 0) return Object.fromEntries(entries.filter((_, i) => i !== at));
  return Object.fromEntries(
    entries.map(([key, each], i) => [key, i === at ? mutateJson(each, random) : each]),
  );
}

/** A profile that breaks what the model promises would mislead everything after it. */
function assertWhole(profile: Profile): void {
  const { tree, functions, leafLines, timeline } = profile;
  const nodes = tree.parent.length;
  assert.equal(tree.parent[0], -1);
  for (let i = 0; i < nodes; i++) {
    assert.ok(i === 0 || (tree.parent[i]! >= 0 && tree.parent[i]! < i), 'callers come first');
    assert.ok(tree.functionIndex[i]! < functions.length);
    assert.ok(Number.isFinite(tree.self[i]) && tree.self[i]! >= 0, `value ${tree.self[i]}`);
    assert.ok(tree.line[i]! >= 0);
  }
  for (const { line, column } of functions) assert.ok(line >= 0 && column >= 0);
  leafLines?.node.forEach((node, i) => {
    assert.ok(node < nodes && leafLines.line[i]! > 0 && leafLines.value[i]! > 0);
  });
  timeline?.node.forEach((node, i) => {
    assert.ok(node < nodes && timeline.durationUs[i]! >= 0);
    assert.ok(i === 0 || timeline.startUs[i]! >= timeline.startUs[i - 1]!);
  });
}

/** Reads `bytes` as a whole profile or not at all. Returns whether it was read. */
function readsOrRefuses(format: ProfileFormat, bytes: Uint8Array): boolean {
  const start = performance.now();
  try {
    const profiles = format.parse(bytes);
    assert.ok(profiles.length > 0);
    profiles.forEach(assertWhole);
    return true;
  } catch (error) {
    if (!(error instanceof ProfileFormatError)) throw error;
    return false;
  } finally {
    assert.ok(performance.now() - start < LONGEST_MS, 'takes too long');
  }
}

describe('damaged profiles', () => {
  const written = (id: string): Uint8Array => {
    const format = FORMATS.find((each) => each.id === id);
    assert.ok(format);
    const drawn = 'main@/a/x.js:1#2>rank@/a/x.js:3#7 30\nmain@/a/x.js:1#2>@/a/y.js:3:4#9 10';
    return write(format, [profileFromText(drawn, { intervalUs: 10 })]);
  };
  const files: [name: string, bytes: Uint8Array][] = [
    'node-20.cpuprofile',
    'v8-profiler-next-nodes.cpuprofile',
    'v8-profiler-next-tree.cpuprofile',
    'node-24.heapprofile',
    'go-cpu.pb.gz',
    'datadog-lines.pb.gz',
  ].map((name) => [name, fixture(name)]);
  files.push(['written.folded', written('folded')], ['written.pb', written('pprof')]);

  for (const [name, bytes] of files) {
    const format = detectFormat(bytes, name);
    it(`are read whole or refused: ${name} with other bytes`, () => {
      let refused = 0;
      for (let seed = 1; seed <= SEEDS_A_FILE; seed++) {
        const changed = flipBytes(bytes, randomFrom(seed));
        if (!readsOrRefuses(format, changed)) refused++;
        // Finding the format must not fail otherwise either.
        try {
          detectFormat(changed, name);
        } catch (error) {
          assert.ok(error instanceof ProfileFormatError, String(error));
        }
      }
      assert.ok(refused > 0);
    });

    if (!name.endsWith('profile')) continue;
    const document = JSON.parse(new TextDecoder().decode(bytes)) as unknown;
    it(`are read whole or refused: ${name} with other values`, () => {
      let refused = 0;
      for (let seed = 1; seed <= SEEDS_A_FILE; seed++) {
        const changed = json(mutateJson(document, randomFrom(seed)) ?? null);
        if (!readsOrRefuses(format, changed)) refused++;
      }
      assert.ok(refused > 0);
    });
  }

  it('are refused by every other format too', () => {
    for (const [, bytes] of files) {
      for (const format of FORMATS) readsOrRefuses(format, bytes);
    }
  });
});
