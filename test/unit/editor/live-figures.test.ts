import assert from 'node:assert/strict';
import { clockText, LiveFigures } from '../../../src/editor/session/live-figures.js';
import { parseProcesses } from '../../../src/editor/start/node-processes.js';

describe('live figures', () => {
  it('processes add up, and those that are silent drop out', () => {
    const figures = new LiveFigures();
    assert.equal(figures.text(0), '');
    figures.learn({ pid: 1, cpuShare: 0.5, heapBytes: 20e6 }, 0);
    figures.learn({ pid: 2, cpuShare: 1, heapBytes: 10e6 }, 2000);
    assert.equal(figures.text(2500), 'CPU 150 %, heap 30.0 MB');
    assert.equal(figures.text(4000), 'CPU 100 %, heap 10.0 MB');
  });

  it('time is shown as clocks do', () => {
    assert.equal(clockText(7400), '0:07');
    assert.equal(clockText(750_000), '12:30');
    assert.equal(clockText(3_723_000), '1:02:03');
  });
});

describe('Node processes', () => {
  it('are found in what ps and PowerShell print, the youngest first', () => {
    const list = [
      '    1 /sbin/init',
      '  812 /usr/bin/node /srv/feed/server.js --port 80',
      '  900 bash -c node x.js',
      ' 1044 "C:\\Program Files\\nodejs\\node.exe" rank.js',
      '',
    ].join('\n');
    assert.deepEqual(parseProcesses(list), [
      { pid: 1044, command: '"C:\\Program Files\\nodejs\\node.exe" rank.js' },
      { pid: 812, command: '/usr/bin/node /srv/feed/server.js --port 80' },
    ]);
  });
});
