import { strict as assert } from 'node:assert';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { failureOf } from '../../../src/analyst/analyst-error.js';
import { Analyst } from '../../../src/analyst/analyst.js';
import type { OpenedRecording, PlacedFile } from '../../../src/analyst/questions.js';
import { DRAWN_RUN, writeDrawnSegments } from '../../support/recorded-folder.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const RANK = `import { score } from './score.js';

export function rank(items) {
  for (const item of items) {
    score(item);
  }
}

function other() {
  return 1;
}
`;

describe('Analyst', () => {
  const folder = temporaryFolder();
  const project = folder.project({
    'rank.js': RANK,
    'score.py': 'def score(item):\n    return 1\n',
  });
  const rankFile = path.join(project, 'rank.js');
  const pythonFile = path.join(project, 'score.py');
  const page = { folder: project, version: '1.2.3' };
  const stacks = `rank@${rankFile}:3:21#4 20
rank@${rankFile}:3:21#5>score@${pythonFile}:1#2 60
rank@${rankFile}:3:21#5>rank@${rankFile}:3:21#4 10
other@${rankFile}:9:15#10 10
(idle) 900`;
  const folded = path.join(project, 'a.folded');
  let analyst: Analyst;
  let opened: OpenedRecording;

  /** A recording of `stacks`, finished by the analyst. */
  function finish(): OpenedRecording {
    const out = folder.fresh();
    writeDrawnSegments(out, stacks);
    return analyst.finish({ folder: out, run: DRAWN_RUN, root: project });
  }

  /** The number of a function in the recording. */
  function indexOf(name: string): number {
    return opened.functions.findIndex((each) => each.name === name);
  }

  beforeEach(() => {
    analyst = new Analyst({ page, firstRecordingId: 5 });
    opened = finish();
  });

  it('says what functions cost, heaviest first', () => {
    assert.equal(opened.id, 5);
    assert.equal(opened.cpu.busyUs, 100);
    assert.equal(opened.recordedAtMs, 1000);
    assert.deepEqual(
      opened.functions.map(({ name, line, endLine, selfUs, totalUs }) => [
        name,
        line,
        endLine,
        Math.round(selfUs),
        Math.round(totalUs),
      ]),
      [
        ['score', 1, 1, 60, 60],
        ['rank', 3, 7, 30, 90],
        ['other', 9, 11, 10, 10],
      ],
    );
  });

  it('says what files and their lines cost', () => {
    assert.deepEqual(
      opened.files.map(({ file, selfShare }) => [file, Math.round(selfShare * 100)]),
      [
        [pythonFile, 60],
        [rankFile, 40],
      ],
    );
    const [, rank] = opened.files;
    assert.deepEqual(
      rank?.lines.map(({ line, function: index, selfUs }) => [line, index, Math.round(selfUs)]),
      [
        [4, indexOf('rank'), 30],
        // By its text the only line that calls `score`.
        [5, indexOf('rank'), 0],
        [10, indexOf('other'), 10],
      ],
    );
    assert.deepEqual(rank.functions, [indexOf('rank'), indexOf('other')]);
  });

  it('survives the way to another thread', () => {
    assert.deepEqual(structuredClone(opened), opened);
    const data = analyst.page({ id: opened.id });
    assert.deepEqual(structuredClone(data), data);
  });

  it('knows callers and callees by their numbers', () => {
    const { callers, callees } = analyst.neighbours({ id: 5, function: indexOf('score') });
    assert.deepEqual(
      callers.map(({ function: index, totalUs }) => [index, Math.round(totalUs)]),
      [[indexOf('rank'), 60]],
    );
    assert.deepEqual(callees, []);
    assert.deepEqual(analyst.neighbours({ id: 5, function: 99 }), { callers: [], callees: [] });
  });

  it('makes the data of a page once', () => {
    const data = analyst.page({ id: 5 });
    assert.equal(data.version, '1.2.3');
    assert.equal(analyst.page({ id: 5 }), data);
  });

  describe('place', () => {
    const place = (file: string, text: string): PlacedFile => analyst.place({ id: 5, file, text });

    it('leaves everything where it is in the recorded text', () => {
      const placed = place(rankFile, RANK.replaceAll('\n', '\r\n'));
      assert.equal(placed.changed, false);
      assert.deepEqual(placed.lines, [
        { then: 4, now: 4 },
        { then: 5, now: 5 },
        { then: 10, now: 10 },
      ]);
      assert.deepEqual(placed.functions, [
        { function: indexOf('rank'), line: 3, endLine: 7, stale: false },
        { function: indexOf('other'), line: 9, endLine: 11, stale: false },
      ]);
    });

    it('follows an edited text, whatever is on disk by then', () => {
      const edited = `// new\n${RANK.replace('return 1', 'return 2')}`;
      writeFileSync(rankFile, edited);
      try {
        const placed = place(rankFile, edited);
        assert.equal(placed.changed, true);
        assert.deepEqual(placed.lines, [
          { then: 4, now: 5 },
          { then: 5, now: 6 },
        ]);
        assert.deepEqual(placed.functions, [
          { function: indexOf('rank'), line: 4, endLine: 8, stale: false },
          { function: indexOf('other'), line: 10, endLine: 12, stale: true },
        ]);
      } finally {
        writeFileSync(rankFile, RANK);
      }
    });

    it('says when a text is broken, and knows nothing of other files', () => {
      assert.equal(place(rankFile, 'function (((').isBroken, true);
      const nothing = { changed: false, isBroken: false, lines: [], functions: [] };
      assert.deepEqual(place('/elsewhere.js', 'x'), nothing);
    });

    it('compares other languages line by line', () => {
      const placed = place(pythonFile, '# new\ndef score(item):\n    return 1\n');
      assert.deepEqual(placed.functions[0], {
        function: indexOf('score'),
        line: 2,
        endLine: 3,
        stale: false,
      });
    });
  });

  it('opens profiles of other tools, and compares with the text of that moment', async () => {
    await analyst.export({ id: 5, to: folded });
    const again = await analyst.open({ path: folded, root: project });
    assert.deepEqual(
      again.functions.map(({ name, selfUs }) => [name, selfUs]),
      opened.functions.map(({ name, selfUs }) => [name, selfUs]),
    );
    assert.equal(again.recordedAtMs, undefined);
    const placed = analyst.place({ id: again.id, file: rankFile, text: `\n${RANK}` });
    assert.deepEqual(
      placed.functions.map(({ line, stale }) => [line, stale]),
      [
        [4, false],
        [10, false],
      ],
    );
  });

  it('exports what the ending names, and says what it cannot', async () => {
    const to = path.join(project, 'a.md');
    await analyst.export({ id: 5, to });
    assert.match(readFileSync(to, 'utf8'), /`rank\.js:4`|rank\.js:4/);
    await assert.rejects(analyst.export({ id: 5, to: '/tmp/a.docx' }), { name: 'ExportError' });
    const alloc = { id: 5, to: path.join(project, 'a.heapprofile') };
    await assert.rejects(analyst.export(alloc), /holds no allocations/);
    await assert.rejects(analyst.export({ id: 5, to: path.join(project, 'no/a.md') }), {
      name: 'ProfileFileError',
    });
    assert.ok(!existsSync(alloc.to));
  });

  it('keeps the four recordings that were asked about last', () => {
    const others = [finish(), finish(), finish()];
    assert.deepEqual(
      others.map(({ id }) => id),
      [6, 7, 8],
    );
    analyst.page({ id: 5 });
    finish();
    analyst.page({ id: 5 });
    assert.throws(() => analyst.page({ id: 6 }), { name: 'AnalystError', kind: 'not-open' });
    analyst.close({ id: 5 });
    assert.throws(() => analyst.page({ id: 5 }), /not open any more/);
  });
});

describe('failureOf', () => {
  it('lets sentences for users through', async () => {
    const analyst = new Analyst({ page: { folder: '', version: '' }, firstRecordingId: 1 });
    const error: unknown = await analyst.open({ path: '/gone.cpuprofile', root: '/' }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.deepEqual(failureOf(error), {
      name: 'ProfileFileError',
      kind: 'missing',
      message: '/gone.cpuprofile: There is no such file. Check the path.',
    });
  });

  it('says which file the system refuses', () => {
    const error = Object.assign(new Error('EACCES: permission denied, open'), {
      ...{ code: 'EACCES', path: '/x/gc.json' },
    });
    const { message, kind } = failureOf(error);
    assert.equal(kind, 'EACCES');
    assert.match(message, /^\/x\/gc\.json cannot be used \(EACCES\)\. Check/);
  });

  it('takes the blame for everything else', () => {
    const failure = failureOf(new TypeError('x is undefined\n  at y'));
    assert.equal(
      failure.message,
      'This is a fault of Rankscope: x is undefined. Please report it.',
    );
    assert.match(failure.stack ?? '', /TypeError/);
    assert.match(failureOf('text').message, /fault of Rankscope: text/);
  });
});
