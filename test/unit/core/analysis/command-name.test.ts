import { strict as assert } from 'node:assert';
import { commandLine, commandName } from '../../../../src/core/analysis/command-name.js';

describe('commandName', () => {
  it('leaves out the folders of absolute paths, on every system', () => {
    assert.equal(
      commandName(['/usr/bin/node', '/srv/feed/rank.js', '--n', '3']),
      'node rank.js --n 3',
    );
    assert.equal(commandName(['C:\\node\\node.exe', 'C:\\feed\\rank.js']), 'node.exe rank.js');
    assert.equal(commandName(['npm', 'run', 'rank']), 'npm run rank');
    assert.equal(commandName([]), '');
  });

  it('names the function of a workload, not the program that runs it', () => {
    const runner = ['node', '--require', '/ext/dist/typescript.js', '/ext/dist/workload.js'];
    assert.equal(commandName([...runner, '/srv/feed.workload.ts']), 'feed.workload.ts › run');
    assert.equal(
      commandName([...runner, '/srv/feed.workload.ts', '--export', 'ranked']),
      'feed.workload.ts › ranked',
    );
  });
});

describe('commandLine', () => {
  it('quotes words that a shell would take apart', () => {
    assert.equal(
      commandLine(['node', '/srv/my feed/rank.js', '', 'a"b', '--n=3']),
      'node "/srv/my feed/rank.js" "" "a\\"b" --n=3',
    );
  });
});
