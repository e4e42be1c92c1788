import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createFeed } from '../src/pipeline.ts';
import { BadCursorError, decodeCursor, encodeCursor, MAX_DEPTH } from '../src/stages/page.ts';
import type { FeedEntry } from '../src/types.ts';
import { worlds } from './support.ts';

const [, , { dataset, store }] = worlds();
after(() => {
  store.close();
});

test('a cursor survives the round trip', () => {
  for (const offset of [0, 1, 40, MAX_DEPTH]) {
    assert.equal(decodeCursor(encodeCursor(offset)), offset);
  }
  assert.equal(decodeCursor(undefined), 0);
});

test('what is no cursor is refused', () => {
  const forged = [
    encodeCursor(-1),
    encodeCursor(1.5),
    encodeCursor(MAX_DEPTH + 1),
    encodeCursor(Number.NaN),
  ];
  for (const cursor of ['', 'nonsense', '20', Buffer.from('o:').toString('base64url'), ...forged]) {
    assert.throws(() => decodeCursor(cursor), BadCursorError, cursor);
  }
});

for (const variant of ['slow', 'fast'] as const) {
  test(`pages joined are the feed in one piece (${variant})`, async () => {
    const feed = createFeed(dataset, store, variant);
    const whole = await feed({ userId: 5, limit: 50 });
    const joined: FeedEntry[] = [];
    let page = await feed({ userId: 5, limit: 10 });
    for (let i = 0; i < 4; i++) {
      joined.push(...page.items);
      assert.ok(page.nextCursor !== undefined);
      page = await feed({ userId: 5, limit: 10, cursor: page.nextCursor });
    }
    joined.push(...page.items);
    assert.deepEqual(joined, whole.items);
  });
}

test('the last page has no cursor', async () => {
  const feed = createFeed(dataset, store, 'fast');
  const all = await feed({ userId: 5, limit: MAX_DEPTH });
  const count = all.items.length;
  assert.ok(count > 50 && count < MAX_DEPTH);
  assert.ok(!('nextCursor' in all));
  const exact = await feed({ userId: 5, limit: count });
  assert.ok(!('nextCursor' in exact));
  const almost = await feed({ userId: 5, limit: count - 1 });
  const rest = await feed({ userId: 5, limit: 10, cursor: almost.nextCursor ?? '' });
  assert.deepEqual(rest, { items: all.items.slice(-1) });
});
