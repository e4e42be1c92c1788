import { strict as assert } from 'node:assert';
import { parseAgentOptions } from '../../../src/protocol/agent-options.js';
import { parseAgentMessage, parseLauncherMessage } from '../../../src/protocol/control.js';
import { RECORDING_SCHEMA, isRecordingFile } from '../../../src/protocol/recording-file.js';
import { parseSegmentName, segmentFileName } from '../../../src/protocol/segments.js';
import { DEFAULT_RECORD_OPTIONS, agentOptions } from '../../../src/launch/agent-environment.js';

describe('what crosses a border is checked', () => {
  const options = agentOptions('/rec', '/sock', DEFAULT_RECORD_OPTIONS);

  it('agent options survive their way through the environment', () => {
    assert.deepEqual(parseAgentOptions(JSON.stringify(options)), options);
  });

  it('agent options of another version, or damaged ones, are none', () => {
    for (const text of [
      undefined,
      '',
      '{',
      '[]',
      JSON.stringify({ ...options, version: 2 }),
      JSON.stringify({ ...options, folder: '' }),
      JSON.stringify({ ...options, timeline: 'guess' }),
      JSON.stringify({ ...options, intervalUs: '1000' }),
    ]) {
      assert.equal(parseAgentOptions(text), undefined);
    }
  });

  it('messages are read back, and nothing else is', () => {
    const hello = { type: 'hello', pid: 1, node: 'v20.0.0', argv: ['node'] };
    assert.deepEqual(parseAgentMessage(JSON.stringify(hello)), hello);
    assert.deepEqual(parseLauncherMessage('{"type":"stop","signal":"SIGINT"}'), {
      type: 'stop',
      signal: 'SIGINT',
    });
    assert.equal(parseAgentMessage('{"type":"hello","pid":"1"}'), undefined);
    assert.equal(parseLauncherMessage('{"type":"stop","signal":"SIGKILL"}'), undefined);
    assert.equal(parseLauncherMessage('nonsense'), undefined);
  });

  it('segment names are read back, and names of other files are not', () => {
    const name = segmentFileName(12, 3, 7, 'calllines.json');
    assert.deepEqual(parseSegmentName(name), { pid: 12, tid: 3, index: 7, kind: 'calllines.json' });
    for (const other of [
      '12-3.cpuprofile',
      '12-3-7.cpuprofile',
      `${name}.tmp`,
      '../12-3-00001.gc.json',
    ]) {
      assert.equal(parseSegmentName(other), undefined);
    }
  });

  it('a recording cannot name files outside of its folder', () => {
    const file = {
      schema: RECORDING_SCHEMA,
      target: { command: [], cwd: '', node: '', exitCode: null, signal: null, wallUs: 0 },
      clock: { monotonicUs: 0, epochMs: 0 },
      samplers: [],
      threads: [{ pid: 1, tid: 0, name: 'main', node: '', argv: [], timeline: '1-0.cpuprofile' }],
      gc: 'gc.json',
      sourceHashes: {},
      heapSnapshots: [],
      warnings: [],
    };
    assert.equal(isRecordingFile(file), true);
    assert.equal(isRecordingFile({ ...file, gc: '../gc.json' }), false);
    const [thread] = file.threads;
    for (const timeline of ['/etc/passwd', '..', 'a\\b', 5]) {
      assert.equal(isRecordingFile({ ...file, threads: [{ ...thread, timeline }] }), false);
    }
  });
});
