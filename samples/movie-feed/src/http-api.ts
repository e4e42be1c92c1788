import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { UnknownUserError, type Feed, type FeedRequest } from './pipeline.ts';
import { BadCursorError } from './stages/page.ts';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

class HttpError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

function limitOf(text: string | null): number {
  if (text === null) return DEFAULT_LIMIT;
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw new HttpError(400, `limit must be between 1 and ${MAX_LIMIT}`);
}

function feedRequestOf(user: string, query: URLSearchParams): FeedRequest {
  if (!/^\d{1,9}$/.test(user)) throw new HttpError(400, 'a user id is a positive integer');
  const cursor = query.get('cursor');
  return {
    userId: Number(user),
    limit: limitOf(query.get('limit')),
    ...(cursor === null ? {} : { cursor }),
  };
}

async function answer(request: IncomingMessage, feed: Feed): Promise<unknown> {
  // The host is irrelevant; a URL just cannot be parsed without one.
  const base = 'http://localhost';
  if (!URL.canParse(request.url ?? '', base)) throw new HttpError(400, 'bad request target');
  const { pathname, searchParams } = new URL(request.url ?? '', base);
  if (request.method !== 'GET') throw new HttpError(405, 'only GET is supported');
  if (pathname === '/healthz') return { status: 'ok' };
  const user = /^\/feed\/([^/]+)$/.exec(pathname)?.[1];
  if (user === undefined) throw new HttpError(404, 'not found');
  return feed(feedRequestOf(user, searchParams));
}

function statusOf(error: unknown): number {
  if (error instanceof HttpError) return error.status;
  if (error instanceof UnknownUserError) return 404;
  return error instanceof BadCursorError ? 400 : 500;
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify(body));
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  feed: Feed,
): Promise<void> {
  try {
    send(response, 200, await answer(request, feed));
  } catch (error) {
    const status = statusOf(error);
    // What went wrong inside is for the log, not for the client.
    if (status === 500) console.error(error);
    send(response, status, {
      error: status === 500 || !(error instanceof Error) ? 'internal error' : error.message,
    });
  }
}

export function createFeedServer(feed: Feed): Server {
  return createServer((request, response) => {
    void respond(request, response, feed);
  });
}
