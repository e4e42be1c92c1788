import { strict as assert } from 'node:assert';
import { PageRecording, type Analyst } from '../../../../src/editor/panel/page-recording.js';

/** Knows the recordings it is told to know, and writes down what it is asked. */
class ForgetfulAnalyst implements Analyst {
  readonly asked: string[] = [];
  readonly #known = new Set<number>();
  #last = 0;

  open(): number {
    this.#last += 1;
    this.#known.add(this.#last);
    return this.#last;
  }

  forgetAll(): void {
    this.#known.clear();
  }

  ask(question: string, request: object): Promise<never> {
    const id = 'id' in request ? Number(request.id) : 0;
    this.asked.push(`${question} ${id}`);
    if (this.#known.has(id)) return Promise.resolve(id as never);
    return Promise.reject(Object.assign(new Error(`${id} is not open.`), { kind: 'not-open' }));
  }
}

describe('the recording of a page', () => {
  const made = (id?: number) => {
    const analyst = new ForgetfulAnalyst();
    let opened = 0;
    const open = () => {
      opened += 1;
      return Promise.resolve(analyst.open());
    };
    return { analyst, recording: new PageRecording(analyst, open, id), opened: () => opened };
  };

  it('is opened when it is asked about first, once however many ask', async () => {
    const { analyst, recording, opened } = made();
    await Promise.all([recording.page(), recording.page(), recording.write('/x.pb.gz', 'cpu')]);
    assert.equal(opened(), 1);
    assert.deepEqual(analyst.asked, ['page 1', 'page 1', 'export 1']);
  });

  it('is opened again when it was forgotten, and stays open then', async () => {
    const { analyst, recording, opened } = made();
    await recording.page();
    analyst.forgetAll();
    await recording.write('/x.html', undefined);
    await recording.page();
    assert.equal(opened(), 2);
    assert.deepEqual(analyst.asked, ['page 1', 'export 1', 'export 2', 'page 2']);
  });

  it('is taken as open when somebody else has opened it', async () => {
    const { analyst, recording, opened } = made(7);
    recording.isOpenAs(analyst.open());
    await recording.page();
    assert.equal(opened(), 0);
    assert.deepEqual(analyst.asked, ['page 1']);
  });

  it('passes on why it cannot be opened, and tries again the next time', async () => {
    let tries = 0;
    const recording = new PageRecording(new ForgetfulAnalyst(), () => {
      tries += 1;
      return Promise.reject(new Error('bad.pprof: There is nothing in it.'));
    });
    await assert.rejects(recording.page(), /bad\.pprof: There is nothing in it\./);
    await assert.rejects(recording.page(), /nothing in it/);
    assert.equal(tries, 2);
  });
});
