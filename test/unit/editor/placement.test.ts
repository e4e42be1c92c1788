import assert from 'node:assert/strict';
import {
  functionAround,
  movedBy,
  placementOf,
  type Placement,
} from '../../../src/editor/annotations/placement.js';
import type { FunctionFigures, LineFigures } from '../../../src/analyst/questions.js';

function lineFigures(line: number): LineFigures {
  const shares = { selfShare: 0.1, totalShare: 0.2, ownShare: 0.1 };
  return {
    line,
    function: 0,
    selfUs: 1,
    totalUs: 2,
    ...shares,
    attribution: 'sampled',
    gcUs: 0,
    gcPauses: 0,
    totalAttribution: 'sampled',
  };
}

function functionFigures(name: string, line: number, endLine: number): FunctionFigures {
  return {
    ...{ name, file: '/w/rank.js', line, endLine, origin: 'own' },
    ...{ selfUs: 1, totalUs: 2, selfShare: 0.1, totalShare: 0.2 },
    ...{ allocatedBytes: 0, allocatedShare: 0, gcUs: 0, gcPauses: 0 },
  };
}

/** `rank` on lines 1 to 10 with the closure `score` on 3 to 5; costs on 2, 4 and 8; `page` on 12 to 14. */
function placement(): Placement {
  const functions = [
    functionFigures('rank', 1, 10),
    functionFigures('score', 3, 5),
    functionFigures('page', 12, 14),
  ];
  return {
    lines: [2, 4, 8, 13].map((line) => ({ line, figures: lineFigures(line) })),
    functions: functions.map((figures, index) => ({
      ...{ line: figures.line, endLine: figures.endLine, stale: false, index, figures },
    })),
  };
}

const linesOf = ({ lines }: Placement) => lines.map(({ line }) => line);
const staleOf = ({ functions }: Placement) =>
  functions.filter(({ stale }) => stale).map(({ figures }) => figures.name);
const rangesOf = ({ functions }: Placement) =>
  functions.map(({ line, endLine }) => `${line}-${endLine}`);

describe('placement', () => {
  it('puts figures on the lines they have now, and drops those that are gone', () => {
    const file = {
      ...{ file: '/w/rank.js', origin: 'own' as const, selfUs: 1, selfShare: 0.1, functions: [0] },
      lines: [lineFigures(2), lineFigures(4)],
    };
    const placed = placementOf(file, [functionFigures('rank', 1, 10)], {
      changed: true,
      isBroken: false,
      lines: [{ then: 2, now: 7 }],
      functions: [{ function: 0, line: 6, endLine: 15, stale: true }],
    });
    assert.deepEqual(linesOf(placed), [7]);
    assert.equal(placed.lines[0]?.figures.line, 2);
    assert.deepEqual(staleOf(placed), ['rank']);
  });

  it('moves what lies below inserted lines', () => {
    const moved = movedBy(placement(), { startLine: 10, endLine: 10, newLines: 3 });
    assert.deepEqual(linesOf(moved), [2, 4, 8, 15]);
    assert.deepEqual(rangesOf(moved), ['1-10', '3-5', '14-16']);
    assert.deepEqual(staleOf(moved), []);
  });

  it('takes the figures of a line that is edited, and makes the innermost function stale', () => {
    const moved = movedBy(placement(), { startLine: 3, endLine: 3, newLines: 1 });
    assert.deepEqual(linesOf(moved), [2, 8, 13]);
    assert.deepEqual(staleOf(moved), ['score']);
  });

  it('shrinks with deleted lines', () => {
    // Lines 6 and 7 become one.
    const moved = movedBy(placement(), { startLine: 5, endLine: 6, newLines: 1 });
    assert.deepEqual(linesOf(moved), [2, 4, 7, 12]);
    assert.deepEqual(rangesOf(moved), ['1-9', '3-5', '11-13']);
    assert.deepEqual(staleOf(moved), ['rank']);
  });

  it('forgets a function that is deleted as a whole', () => {
    const moved = movedBy(placement(), { startLine: 11, endLine: 13, newLines: 1 });
    assert.deepEqual(linesOf(moved), [2, 4, 8]);
    assert.deepEqual(rangesOf(moved), ['1-10', '3-5']);
  });

  it('finds the innermost function around a line', () => {
    assert.equal(functionAround(placement(), 4)?.figures.name, 'score');
    assert.equal(functionAround(placement(), 8)?.figures.name, 'rank');
    assert.equal(functionAround(placement(), 11), undefined);
  });
});
