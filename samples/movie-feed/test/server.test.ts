import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createFeedServer } from '../src/http-api.ts';
import { createFeed } from '../src/pipeline.ts';
import type { FeedPage } from '../src/types.ts';
import { worlds } from './support.ts';

/** The entry beside this test: compiled when the test is, TypeScript when it is. */
function entry(name: string): string {
  return fileURLToPath(new URL(`../src/${name}${extname(import.meta.url)}`, import.meta.url));
}

function launch(name: string, args: readonly string[], variables: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [entry(name), ...args], { env: { ...process.env, ...variables } });
}

async function finish(
  child: ChildProcess,
): Promise<{ code: number | null; out: string; err: string }> {
  const text = { out: '', err: '' };
  child.stdout?.on('data', (chunk: Buffer) => (text.out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (text.err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...text };
}

describe('http', () => {
  const [, { dataset, store }] = worlds();
  const server = createFeedServer(createFeed(dataset, store, 'fast'));
  let origin = '';

  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.close();
    server.closeAllConnections();
    store.close();
  });

  test('is healthy', async () => {
    const response = await fetch(`${origin}/healthz`);
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), { status: 'ok' });
  });

  test('serves a feed page by page', async () => {
    const response = await fetch(`${origin}/feed/3?limit=5`);
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
    const first = (await response.json()) as FeedPage;
    assert.equal(first.items.length, 5);
    assert.ok(first.nextCursor !== undefined);
    const next = await fetch(`${origin}/feed/3?limit=5&cursor=${first.nextCursor}`);
    const second = (await next.json()) as FeedPage;
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    assert.equal(new Set(ids).size, 10);
    const byDefault = (await (await fetch(`${origin}/feed/3`)).json()) as FeedPage;
    assert.deepEqual(
      byDefault.items.slice(0, 10).map(({ id }) => id),
      ids,
    );
    assert.equal(byDefault.items.length, 20);
  });

  const refusals: readonly (readonly [path: string, status: number])[] = [
    ['/feed/9999', 404],
    ['/feed/', 404],
    ['/feed', 404],
    ['/feed/3/extra', 404],
    ['/', 404],
    ['/feed/abc', 400],
    ['/feed/-3', 400],
    ['/feed/3?limit=0', 400],
    ['/feed/3?limit=101', 400],
    ['/feed/3?limit=ten', 400],
    ['/feed/3?limit=', 400],
    ['/feed/3?cursor=nonsense', 400],
    ['/feed/3?cursor=', 400],
  ];
  for (const [path, status] of refusals) {
    test(`answers ${status} to ${path}`, async () => {
      const response = await fetch(`${origin}${path}`);
      assert.equal(response.status, status);
      const body = (await response.json()) as { error: unknown };
      assert.equal(typeof body.error, 'string');
    });
  }

  test('only reads', async () => {
    const response = await fetch(`${origin}/feed/3`, { method: 'POST' });
    assert.equal(response.status, 405);
  });

  test('keeps internal errors to itself', async (t) => {
    const log = t.mock.method(console, 'error', () => undefined);
    const broken = createFeedServer(() => Promise.reject(new Error('secret')));
    broken.listen(0, '127.0.0.1');
    await once(broken, 'listening');
    const response = await fetch(
      `http://127.0.0.1:${(broken.address() as AddressInfo).port}/feed/3`,
    );
    const body = await response.text();
    broken.close();
    broken.closeAllConnections();
    assert.equal(response.status, 500);
    assert.ok(!body.includes('secret'));
    assert.equal(log.mock.callCount(), 1);
  });
});

describe('programs', () => {
  // Windows has no SIGTERM to handle: a kill there is final.
  test(
    'the server starts, answers and stops on SIGTERM',
    { skip: process.platform === 'win32' },
    async () => {
      const child = launch('server', [], { PORT: '0', VARIANT: 'fast' });
      const finished = finish(child);
      const [line] = child.stdout ? ((await once(child.stdout, 'data')) as [Buffer]) : [];
      const origin = /http:\S+/.exec(line?.toString() ?? '')?.[0];
      assert.ok(origin !== undefined);
      assert.equal((await fetch(`${origin}/healthz`)).status, 200);
      child.kill('SIGTERM');
      const { code, err } = await finished;
      assert.equal(code, 0);
      assert.equal(err, '');
    },
  );

  test('rank-once prints the same checksum for both variants, and nothing on stderr', async () => {
    const args = [
      '--users',
      '20',
      '--items',
      '400',
      '--batch',
      '4',
      '--seed',
      '9',
      '--limit',
      '15',
    ];
    const checksums: (string | undefined)[] = [];
    for (const variant of ['slow', 'fast']) {
      const { code, out, err } = await finish(launch('rank-once', args, { VARIANT: variant }));
      assert.equal(err, '');
      assert.equal(code, 0);
      assert.match(
        out,
        new RegExp(`^ranked 400 titles for 4 of 20 users \\(${variant}\\) in \\d+ ms\n`),
      );
      checksums.push(/^checksum ([0-9a-f]{8})$/m.exec(out)?.[1]);
    }
    assert.ok(checksums[0] !== undefined);
    assert.equal(checksums[1], checksums[0]);
  });

  test('rank-once explains bad arguments', async () => {
    for (const args of [['--items', 'many'], ['--batch', '0'], ['--unknown'], ['extra']]) {
      const { code, out, err } = await finish(launch('rank-once', args, {}));
      assert.equal(code, 2);
      assert.equal(out, '');
      assert.match(err, /usage: rank-once/);
    }
  });
});
