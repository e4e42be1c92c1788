import { strict as assert } from 'node:assert';
import {
  parseKeptByPanel,
  parsePanelFocus,
  parsePanelRequest,
} from '../../../src/protocol/panel.js';

describe('what a page in a panel asks for is checked', () => {
  it('requests come through, and nothing else with them', () => {
    const open = { type: 'open', file: '/app/a.ts', line: 7, beside: true } as const;
    assert.deepEqual(parsePanelRequest({ ...open, more: 1 }), open);
    assert.deepEqual(parsePanelRequest({ type: 'ready', file: '/x' }), { type: 'ready' });
    assert.deepEqual(parsePanelRequest({ type: 'painted' }), { type: 'painted' });
    assert.deepEqual(parsePanelRequest({ type: 'export', view: 'alloc' }), {
      type: 'export',
      view: 'alloc',
    });
  });

  it('a line is a whole number from 1 on, and beside only what says so', () => {
    const asked = { type: 'open', file: '/app/a.ts', line: 7.9, beside: 'yes' };
    assert.deepEqual(parsePanelRequest(asked), { ...asked, line: 7, beside: false });
    for (const line of [0, -1, NaN, Infinity, '7', undefined]) {
      assert.equal(parsePanelRequest({ ...asked, line }), undefined, String(line));
    }
  });

  it('a file is a text that can be a path', () => {
    for (const file of ['', '/app/a\0.ts', 7, null, ['/app/a.ts'], undefined]) {
      assert.equal(parsePanelRequest({ type: 'open', file, line: 1 }), undefined, String(file));
    }
  });

  it('what is no request is none', () => {
    for (const value of [
      undefined,
      null,
      'ready',
      [],
      {},
      { type: 'close' },
      { type: '__proto__' },
      { type: 'export', view: 'html' },
      { type: 'export' },
    ]) {
      assert.equal(parsePanelRequest(value), undefined, JSON.stringify(value));
    }
  });

  it('what a page kept names a recording, or nothing', () => {
    assert.deepEqual(parseKeptByPanel({ recording: '/ws/1', flame: {} }), { recording: '/ws/1' });
    for (const value of [undefined, null, 'x', {}, { recording: '' }, { recording: 7 }]) {
      assert.equal(parseKeptByPanel(value), undefined, JSON.stringify(value));
    }
  });

  it('a function to point to has a file and a line', () => {
    const focus = { subject: 'allocations', file: '/app/a.ts', line: 7 } as const;
    assert.deepEqual(parsePanelFocus({ ...focus, more: 1 }), focus);
    assert.deepEqual(parsePanelFocus({ ...focus, subject: 'x' }), { ...focus, subject: 'cpu' });
    for (const value of [undefined, 7, {}, { ...focus, file: 7 }, { ...focus, line: '7' }]) {
      assert.equal(parsePanelFocus(value), undefined, JSON.stringify(value));
    }
  });
});
