import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  Function as PprofFunction,
  Line,
  Location,
  Profile,
  Sample,
  StringTable,
  ValueType,
} from 'pprof-format';
import { eventually } from '../support/eventually.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { vscodeForTests } from '../support/vscode/vscode.js';
import { FlamePage } from './support/flame-page.js';

const PYTHON = `def score(items):
    total = 0
    for item in items:
        total += item * item
    return total


def rank(items):
    return sorted(items, key=lambda item: score(items))
`;

describe('a pprof of another language', function () {
  this.timeout(60_000);
  const temporary = temporaryFolder();
  const vscode = vscodeForTests();

  it('shows its graph and annotates its lines', async () => {
    const folder = temporary.project({ 'rank.py': PYTHON });
    writeFileSync(path.join(folder, 'rank.pprof'), pythonProfile(path.join(folder, 'rank.py')));
    const workbench = await vscode.current.open(folder);
    await workbench.openFile('rank.pprof');
    const graph = await FlamePage.shownIn(workbench);
    assert.ok((await graph.frame('score')).width < (await graph.frame('rank')).width);
    await workbench.openFile('rank.py');
    await eventually(async () => {
      assert.match((await workbench.editor.lineWith('item * item')).after, /^80 % · 800 ms/);
      assert.match(
        (await workbench.editor.lineWith('sorted(')).after,
        /^100 % · 1\.00 s, 20 % self/,
      );
    });
    await workbench.screenshot('python-dark');
  });
});

/** 800 ms in line 4 below line 9, and 200 ms in line 9 itself. */
function pythonProfile(file: string): Uint8Array {
  const stringTable = new StringTable();
  const text = (value: string) => stringTable.dedup(value);
  const location = [
    ['score', 1, 4],
    ['rank', 8, 9],
  ] as const;
  return new Profile({
    stringTable,
    sampleType: [new ValueType({ type: text('cpu'), unit: text('nanoseconds') })],
    function: location.map(
      ([name, startLine], i) =>
        new PprofFunction({ id: i + 1, name: text(name), filename: text(file), startLine }),
    ),
    location: location.map(
      ([, , line], i) => new Location({ id: i + 1, line: [new Line({ functionId: i + 1, line })] }),
    ),
    sample: [
      new Sample({ locationId: [1, 2], value: [800_000_000] }),
      new Sample({ locationId: [2], value: [200_000_000] }),
    ],
  }).encode();
}
