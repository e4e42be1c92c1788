import { strict as assert } from 'node:assert';
import {
  PageConversation,
  type PageContent,
  type PageServices,
} from '../../../../src/editor/panel/page-conversation.js';
import type { PanelFocus, PanelMessage } from '../../../../src/protocol/panel.js';
import { dataOf, recording } from '../../../report/support/recordings.js';

describe('the conversation with a page', () => {
  const data = dataOf(recording({}));
  const focus: PanelFocus = { subject: 'cpu', file: '/app/a.ts', line: 3 };

  /** An editor whose answers come when the test says so. */
  class Editor {
    readonly posted: PanelMessage[] = [];
    readonly done: unknown[] = [];
    readonly loads: {
      readonly give: (content: PageContent) => void;
      readonly fail: (error: unknown) => void;
    }[] = [];
    readonly services: PageServices = {
      load: () =>
        new Promise((give, fail) => {
          this.loads.push({ give, fail });
        }),
      openPlace: (place) => this.done.push(place),
      exportProfile: (view) => this.done.push(view),
    };
    readonly conversation = new PageConversation(
      (message) => this.posted.push(message),
      this.services,
    );

    async give(load: number): Promise<void> {
      this.loads[load]?.give({ data });
      await settled();
    }
  }

  it('loads before the page is ready, once, and shows when it is', async () => {
    const editor = new Editor();
    assert.equal(editor.loads.length, 1);
    await editor.give(0);
    assert.deepEqual(editor.posted, []);
    editor.conversation.receive({ type: 'ready' });
    await settled();
    assert.deepEqual(editor.posted, [{ type: 'show', data }]);
    assert.equal(editor.loads.length, 1);
  });

  it('loads anew for the next page, and answers that one only', async () => {
    const editor = new Editor();
    editor.conversation.receive({ type: 'ready' });
    editor.conversation.pageGone();
    editor.conversation.receive({ type: 'ready' });
    await editor.give(0);
    assert.deepEqual(editor.posted, []);
    await editor.give(1);
    assert.equal(editor.posted.length, 1);
  });

  it('says what could not be read', async () => {
    const editor = new Editor();
    editor.loads[0]?.fail(new Error('a.cpuprofile: There is nothing in it. Record it again.'));
    editor.conversation.receive({ type: 'ready' });
    await settled();
    assert.deepEqual(editor.posted, [
      { type: 'fail', message: 'a.cpuprofile: There is nothing in it. Record it again.' },
    ]);
  });

  it('points to a function when the page is there, once', async () => {
    const editor = new Editor();
    editor.conversation.focus(focus);
    editor.conversation.receive({ type: 'ready' });
    await editor.give(0);
    assert.deepEqual(editor.posted, [{ type: 'show', data, focus }]);
    editor.conversation.focus({ ...focus, line: 4 });
    assert.deepEqual(editor.posted[1], { type: 'focus', focus: { ...focus, line: 4 } });
    editor.conversation.pageGone();
    editor.conversation.receive({ type: 'ready' });
    await editor.give(1);
    assert.deepEqual(editor.posted[2], { type: 'show', data });
  });

  it('tells when the page is on the screen, and waits for nothing that will not come', async () => {
    const editor = new Editor();
    let painted = 0;
    const wait = () => void editor.conversation.painted().then(() => (painted += 1));
    wait();
    await settled();
    assert.equal(painted, 0);
    editor.conversation.receive({ type: 'painted' });
    await settled();
    assert.equal(painted, 1);
    wait();
    await settled();
    assert.equal(painted, 2);
    editor.conversation.pageGone();
    wait();
    await settled();
    assert.equal(painted, 2);
    editor.conversation.pageGone();
    await settled();
    assert.equal(painted, 3);
  });

  it('does what the page asks for, and leaves what is no request alone', () => {
    const editor = new Editor();
    const place = { type: 'open', file: '/app/a.ts', line: 3, beside: false } as const;
    editor.conversation.receive(place);
    editor.conversation.receive({ type: 'export', view: 'cpu' });
    editor.conversation.receive({ type: 'open', file: 7, line: 3 });
    editor.conversation.receive('export');
    assert.deepEqual(editor.done, [place, 'cpu']);
  });
});

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
