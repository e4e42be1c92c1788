import assert from 'node:assert/strict';
import type { OpenedRecording } from '../../../src/analyst/questions.js';
import { AnalystClient } from '../../../src/editor/analyst-client.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** Stands in for the analyst: does what the `path` it is to open says. */
const FAKE = `
const { parentPort, workerData } = require('node:worker_threads');
parentPort.on('message', ({ id, question, request }) => {
  const reply = (answer) => parentPort.postMessage({ id, ...answer });
  const opened = { id: workerData.firstRecordingId, question, ...request };
  switch (request.path) {
    case 'slow': return setTimeout(() => reply({ ok: true, answer: opened }), 100);
    case 'fail': return reply({ ok: false, error: { name: 'ProfileFileError', message: 'It is gone.', kind: 'missing' } });
    case 'noise': parentPort.postMessage('noise'); return reply({ ok: true, answer: opened });
    case 'throw': throw new Error('out of luck');
    case 'exit': return process.exit(3);
    case 'hang': return;
    default: return reply({ ok: true, answer: opened });
  }
});
`;

describe('AnalystClient', () => {
  const folder = temporaryFolder();
  const dist = folder.project({ 'analyst.js': FAKE });
  let client: AnalystClient;
  const open = (path: string): Promise<OpenedRecording> => client.ask('open', { path, root: '/' });

  before(() => {
    Reflect.set(globalThis, 'RANKSCOPE_VERSION', '1.2.3');
  });

  beforeEach(() => {
    client = new AnalystClient(dist);
  });

  afterEach(() => {
    client.dispose();
  });

  it('gives every question its own answer', async () => {
    client.warmUp();
    const answers = await Promise.all(['slow', 'noise', 'quick'].map(open));
    assert.deepEqual(
      answers.map((each) => Reflect.get(each, 'path') as unknown),
      ['slow', 'noise', 'quick'],
    );
    assert.equal(Reflect.get(answers[0]!, 'question'), 'open');
  });

  it('fails as the analyst does', async () => {
    await assert.rejects(open('fail'), {
      name: 'ProfileFileError',
      message: 'It is gone.',
      kind: 'missing',
    });
  });

  for (const [end, says] of [
    ['throw', /out of luck/],
    ['exit', /try again/],
  ] as const) {
    it(`ends all questions when the thread is gone (${end}), and starts another`, async () => {
      const first = await open('quick');
      const waiting = [open('hang'), open(end)];
      for (const each of waiting) await assert.rejects(each, says);
      const second = await open('quick');
      assert.ok(second.id > first.id, 'recordings of both threads can be told apart');
    });
  }

  it('answers nothing after it was closed', async () => {
    const waiting = open('hang');
    client.dispose();
    await assert.rejects(waiting, /closed/);
  });
});
