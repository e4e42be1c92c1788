import type { FeedPage, ScoredItem } from '../types.ts';

export class BadCursorError extends Error {
  override readonly name = 'BadCursorError';
}

/** Deeper than this nobody scrolls; it also bounds what one request may cost. */
export const MAX_DEPTH = 300;

/** Opaque to clients, so that what it holds can change. */
export function encodeCursor(offset: number): string {
  return Buffer.from(`o:${offset}`).toString('base64url');
}

/** The offset a cursor stands for; no cursor is the first page. */
export function decodeCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const offset = Number(/^o:(\d{1,6})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1]);
  if (!Number.isInteger(offset) || offset > MAX_DEPTH) {
    throw new BadCursorError(`bad cursor: ${cursor}`);
  }
  return offset;
}

/** How deep the feed must be ranked to fill the page and to know whether another follows. */
export function depthFor(offset: number, limit: number): number {
  return Math.min(offset + limit, MAX_DEPTH) + 1;
}

export function pageOf(ranked: readonly ScoredItem[], offset: number, limit: number): FeedPage {
  const end = Math.min(offset + limit, MAX_DEPTH);
  const items = ranked
    .slice(offset, end)
    .map(({ id, score, features: { title, synopsis } }) => ({ id, title, synopsis, score }));
  return end < ranked.length && end < MAX_DEPTH
    ? { items, nextCursor: encodeCursor(end) }
    : { items };
}
