import assert from 'node:assert/strict';
import { MeasuredLines, type MeasuredSite } from '../../../src/editor/scan/measured-lines.js';

const FILE = '/src/rank.ts';
const LINES = [
  'for (const item of items) {',
  '  if (seen.includes(item)) continue;',
  '  score(item);',
  '}',
  '  if (seen.includes(item)) continue;',
];

function site(line: number, growth: number, more: Partial<MeasuredSite> = {}): MeasuredSite {
  return {
    ...{ file: FILE, line, kind: 'builtin', growth, counts: [62_500, 1_000_000] },
    ...{ parameter: 'n', others: [], lineText: LINES[line - 1]?.trim() ?? '' },
    ...more,
  };
}

function measured(...sites: readonly MeasuredSite[]): MeasuredLines {
  return new MeasuredLines(sites);
}

describe('what a measurement says of a line', () => {
  it('super-linear, with its figures', () => {
    assert.deepEqual(measured(site(3, 2)).of(FILE, 3, ['  score(item);']), {
      kind: 'superlinear',
      text: 'n^2.00, 62 500 → 1 000 000',
      line: 3,
    });
  });

  it('linear, and nothing where it lies between', () => {
    const at = (growth: number) => measured(site(3, growth)).of(FILE, 3, ['score(item);']);
    assert.deepEqual(at(1), { kind: 'linear' });
    assert.deepEqual(at(1.19), { kind: 'linear' });
    assert.equal(at(1.3), undefined);
    assert.equal(at(1.5)?.kind, 'superlinear');
  });

  it('what grows fastest, of several on a line', () => {
    const lines = measured(site(3, 1), site(3, 2), site(3, 0));
    assert.equal(lines.of(FILE, 3, ['score(item);'])?.kind, 'superlinear');
  });

  it('nothing of a function, of what was never reached, and of other files', () => {
    const never = { counts: [0, 0] };
    const lines = measured(site(3, 1, { kind: 'function' }), site(4, 0, never));
    assert.equal(lines.of(FILE, 3, ['score(item);']), undefined);
    assert.equal(lines.of(FILE, 4, ['}']), undefined);
    assert.equal(measured(site(3, 1)).of('/src/other.ts', 3, ['score(item);']), undefined);
    const gone = { file: '/src/gone.ts', lineText: '' };
    assert.equal(measured(site(3, 1, gone)).of('/src/gone.ts', 3, ['']), undefined);
  });

  it('wherever the line has moved, unless it says something else now', () => {
    const lines = measured(site(3, 2));
    assert.equal(lines.of(FILE, 30, ['      score(item);'])?.kind, 'superlinear');
    assert.equal(lines.of(FILE, 3, ['  score(item.id);']), undefined);
  });

  it('linear only where all lines of a call are', () => {
    const texts = LINES.slice(0, 3);
    assert.deepEqual(measured(site(1, 1), site(2, 1)).of(FILE, 1, texts), { kind: 'linear' });
    assert.equal(measured(site(1, 1), site(3, 2)).of(FILE, 1, texts), undefined);
    assert.equal(measured(site(3, 2)).of(FILE, 1, texts)?.kind, 'superlinear');
    assert.equal(measured(site(1, 2), site(3, 1)).of(FILE, 1, texts)?.kind, 'superlinear');
  });

  it('on which of several lines', () => {
    const found = measured(site(1, 1), site(3, 2)).of(FILE, 3, LINES.slice(2, 3));
    assert.equal(found?.kind === 'superlinear' ? found.line : undefined, 3);
  });

  it('in several parameters: together they multiply, so that each being linear says nothing', () => {
    const k = (growth: number) => ({
      ...{ parameter: 'k', counts: [1, 2], growth, uncertainty: 0, model: 'n' as const },
      ...{ share: 0, ahead: 10, isSuperlinear: false },
    });
    const at = (first: number, second: number) =>
      measured(site(3, first, { parameter: 'items', others: [k(second)] })).of(FILE, 3, [
        'score(item);',
      ]);
    assert.deepEqual(at(1, 0), { kind: 'linear' });
    assert.equal(at(1, 1), undefined);
    const found = at(2, 1);
    const text = found?.kind === 'superlinear' ? found.text : '';
    assert.equal(text, 'n^2.00 in items, n^1.00 in k, 62 500 → 1 000 000');
  });

  it('of lines that say the same only that of its place', () => {
    const lines = measured(site(2, 2), site(5, 1));
    const text = LINES[1] ?? '';
    assert.equal(lines.of(FILE, 2, [text])?.kind, 'superlinear');
    assert.equal(lines.of(FILE, 5, [text])?.kind, 'linear');
    assert.equal(lines.of(FILE, 9, [text]), undefined);
  });
});
