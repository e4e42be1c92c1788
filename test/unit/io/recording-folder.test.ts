import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SourceFingerprint } from '../../../src/core/model/source-fingerprint.js';
import { finishRecording, readRecording } from '../../../src/io/recording-folder.js';
import { DRAWN_RUN, writeDrawnSegments } from '../../support/recorded-folder.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const RANK = `export function rank(items) {
  return items.map((item) => item.score);
}
`;

/** `lib.js` is `src/lib.ts` without its first two lines. */
const LIB = `type Score = number;

export function score() {
  return 1;
}
`;
const LIB_BUILT = `export function score() {
  return 1;
}
//# sourceMappingURL=lib.js.map
`;
const LIB_MAP = {
  version: 3,
  file: 'lib.js',
  sources: ['src/lib.ts'],
  names: [],
  mappings: 'AAEA,eAAe;AACf;AACA',
};

describe('finishRecording: what is kept of the sources', () => {
  const folder = temporaryFolder();
  const out = folder.fresh();
  let project = '';
  let kept: ReadonlyMap<string, SourceFingerprint>;
  const file = (name: string) => path.join(project, name);

  before(() => {
    project = folder.project({
      'rank.js': RANK,
      'lib.js': LIB_BUILT,
      'lib.js.map': JSON.stringify(LIB_MAP),
      'src/lib.ts': LIB,
      'node_modules/dep/index.js': 'exports.f = function f() {};\n',
    });
    writeDrawnSegments(
      out,
      `rank@${file('rank.js')}:1:21#2 5
rank@${file('rank.js')}:1:21>score@${file('lib.js')}:1:22#2 3
rank@${file('rank.js')}:1:21>f@${file('node_modules/dep/index.js')}:1:12#1 2
read@node:fs:1:1#1 1`,
    );
    kept = finishRecording(out, DRAWN_RUN, project).fingerprints;
  });

  it('own code is kept as it was written, function by function', () => {
    assert.deepEqual([...kept.keys()].sort(), [file('rank.js'), file('src/lib.ts')]);
    const rank = kept.get(file('rank.js'));
    assert.equal(rank?.kind, 'script');
    assert.deepEqual(
      rank.functions.map(({ name, lines, parent }) => [name, lines, parent]),
      [
        ['rank', [1, 3], -1],
        ['', [2, 2], 0],
      ],
    );
  });

  it('all sources have their hash', () => {
    const text = readFileSync(path.join(out, 'recording.json'), 'utf8');
    const { sourceHashes } = JSON.parse(text) as { sourceHashes: Record<string, string> };
    assert.equal(sourceHashes[file('src/lib.ts')], createHash('sha256').update(LIB).digest('hex'));
    assert.equal(Object.keys(sourceHashes).length, 4);
  });

  it('it is read back as it was written', async () => {
    const { fingerprints } = await readRecording(out, project);
    assert.deepEqual(fingerprints, kept);
  });

  it('no text of the sources is in it', () => {
    const text = readFileSync(path.join(out, 'sources.json'), 'utf8');
    for (const word of ['items', 'return', 'Score']) assert.ok(!text.includes(word), word);
  });

  it('a recording without it opens, a damaged one does not', async () => {
    const sources = path.join(out, 'sources.json');
    writeFileSync(sources, '{"files":{"/a.js":{"kind":"script","hash":"x","functions":[]}}}');
    await assert.rejects(readRecording(out, project), {
      name: 'ProfileFileError',
      message: /sources\.json: It does not tell what the sources were\./,
    });
    rmSync(sources);
    assert.equal((await readRecording(out, project)).fingerprints.size, 0);
    const recording = path.join(out, 'recording.json');
    const older = JSON.parse(readFileSync(recording, 'utf8')) as { sources?: string };
    delete older.sources;
    writeFileSync(recording, JSON.stringify(older));
    assert.equal((await readRecording(out, project)).fingerprints.size, 0);
  });
});
