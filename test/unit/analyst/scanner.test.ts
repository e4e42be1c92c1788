import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Scanner } from '../../../src/analyst/scanner.js';
import type { Suspects } from '../../../src/analyst/scan-questions.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const SLOW = `export const unseen = (items: Item[], seen: string[]) =>
  items.filter((item) => !seen.includes(item.id));
`;
const HELPER = `export function isBlocked(blocked, id) {
  return blocked.includes(id);
}
`;
const CALLER = `import { isBlocked } from './helper.js';
export function allowed(items, blocked) {
  return items.filter((item) => !isBlocked(blocked, item.id));
}
`;

describe('Scanner', () => {
  const folder = temporaryFolder();
  let root: string;
  let scanner: Scanner;

  beforeEach(() => {
    scanner = new Scanner();
    root = folder.project({
      'package.json': '{}',
      'a.ts': SLOW,
      'src/helper.js': HELPER,
      'src/caller.js': CALLER,
      'node_modules/x/index.ts': SLOW,
    });
  });

  function ask(
    name: string,
    text: string,
    reach: 'alone' | 'package' = 'alone',
    baseline = '',
  ): Promise<Suspects> {
    return scanner.suspects({ file: path.join(root, name), text, root, baseline, reach });
  }

  function rules({ findings }: Suspects): readonly string[] {
    return findings.map(({ rule, startLine }) => `${rule}@${startLine}`);
  }

  it('looks at a text that is on no disk by itself', async () => {
    const untitled = (text: string) =>
      scanner.suspects({ file: 'Untitled-1.ts', text, root: '', baseline: '', reach: 'alone' });
    assert.deepEqual(rules(await untitled(SLOW)), ['membership-in-loop@2']);
    assert.equal((await untitled('function (')).isBroken, true);
    assert.deepEqual(rules(await untitled(`${SLOW}// ${'x'.repeat(2 ** 20)}`)), []);
  });

  it('leaves out what Git ignores, also while it is edited', async () => {
    writeFileSync(path.join(root, '.gitignore'), 'src/\n');
    assert.deepEqual(rules(await ask('src/helper.js', SLOW.replace(/: \w+\[\]/g, ''))), []);
    writeFileSync(path.join(root, '.gitignore'), 'other/\n');
    assert.equal((await ask('src/helper.js', SLOW.replace(/: \w+\[\]/g, ''))).findings.length, 1);
  });

  it('keeps what it has found while a text does not parse', async () => {
    assert.deepEqual(rules(await ask('a.ts', SLOW)), ['membership-in-loop@2']);
    const broken = await ask('a.ts', `${SLOW}(`);
    assert.ok(broken.isBroken);
    assert.deepEqual(rules(broken), ['membership-in-loop@2']);
    assert.deepEqual(rules(await ask('a.ts', '')), []);
  });

  it('finds with the package what a file does not tell, and remembers it while one types', async () => {
    assert.deepEqual(rules(await ask('src/helper.js', HELPER)), []);
    assert.deepEqual(rules(await ask('src/helper.js', HELPER, 'package')), [
      'membership-in-loop@2',
    ]);
    const moved = await ask('src/helper.js', `// moved\n\n${HELPER}`);
    assert.deepEqual(rules(moved), ['membership-in-loop@4']);
    assert.equal(moved.findings[0]?.fix, undefined);
    const changed = HELPER.replace('includes', 'has');
    assert.deepEqual(rules(await ask('src/helper.js', changed)), []);
  });

  it('reads files again that have changed on the disk, and forgets those that are gone', async () => {
    const helper = () => ask('src/helper.js', HELPER, 'package');
    assert.equal((await helper()).findings.length, 1);
    const caller = path.join(root, 'src/caller.js');
    writeFileSync(caller, CALLER.replace('!isBlocked(blocked, item.id)', 'item.ok'));
    await scanner.reread({ files: [caller] });
    assert.deepEqual(rules(await helper()), []);
    writeFileSync(caller, CALLER);
    await scanner.reread({ files: [caller] });
    assert.equal((await helper()).findings.length, 1);
    rmSync(caller);
    await scanner.reread({ files: [caller] });
    assert.deepEqual(rules(await helper()), []);
  });

  it('says nothing of what is installed', async () => {
    assert.deepEqual(rules(await ask('node_modules/x/index.ts', SLOW)), []);
  });

  it('leaves out what a baseline knows, and says when it is none', async () => {
    const baseline = path.join(root, 'known.json');
    const missing = await ask('a.ts', SLOW, 'alone', baseline);
    assert.deepEqual([missing.baselineFault, missing.findings.length], ['missing', 1]);
    writeFileSync(baseline, '{}');
    const none = await ask('a.ts', SLOW, 'alone', baseline);
    assert.deepEqual([none.baselineFault, none.findings.length], ['no-baseline', 1]);
    const [finding] = none.findings;
    const known = [{ file: 'a.ts', rule: finding?.rule, fingerprint: finding?.fingerprint }];
    writeFileSync(baseline, JSON.stringify({ schema: 'rankscope-baseline/1', findings: known }));
    assert.deepEqual(rules(await ask('a.ts', SLOW, 'alone', baseline)), []);
  });

  it('makes all fixes but those of rules that are off', () => {
    const request = { file: path.join(root, 'a.ts'), text: SLOW, root, baseline: '' };
    assert.equal(scanner.fixAll({ ...request, off: [] }).count, 1);
    assert.deepEqual(scanner.fixAll({ ...request, off: ['membership-in-loop'] }), {
      text: SLOW,
      count: 0,
    });
  });
});
