import assert from 'node:assert/strict';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { rankscope, refuses } from '../support/rankscope.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const FRAME = { functionName: 'f', scriptId: '1', url: '/a.js', lineNumber: 0, columnNumber: 0 };

/** What a file holds, and what its refusal has to say. */
interface BadFile {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly says: RegExp;
}

function cpuprofile(nodes: readonly object[], samples: readonly number[]): string {
  const timeDeltas = samples.map(() => 1000);
  return JSON.stringify({ nodes, samples, timeDeltas, startTime: 0, endTime: 10_000 });
}

const FILES: readonly BadFile[] = [
  { name: 'empty.cpuprofile', content: '', says: /empty/i },
  { name: 'text.cpuprofile', content: 'Dear reader, this is no profile.\n', says: /profile/ },
  { name: 'truncated.cpuprofile', content: '{"nodes":[{"id":1,"callFr', says: /./ },
  { name: 'other.json', content: '{"name":"package","version":"1.0.0"}', says: /profile/ },
  {
    name: 'no-samples.cpuprofile',
    content: cpuprofile([{ id: 1, callFrame: FRAME }], []),
    says: /sample/,
  },
  {
    name: 'cyclic.cpuprofile',
    content: cpuprofile(
      [
        { id: 1, callFrame: FRAME, children: [2] },
        { id: 2, callFrame: FRAME, children: [1] },
      ],
      [2, 2, 2],
    ),
    says: /./,
  },
  {
    name: 'dangling.cpuprofile',
    content: cpuprofile([{ id: 1, callFrame: FRAME, children: [7] }], [1, 1]),
    says: /7/,
  },
  { name: 'deep.heapprofile', content: `{"head":${'{"children":['.repeat(200_000)}`, says: /./ },
  { name: 'brackets.cpuprofile', content: '['.repeat(2_000_000), says: /./ },
  { name: 'truncated.pb.gz', content: gzipSync(Buffer.alloc(5000, 7)).subarray(0, 30), says: /./ },
  { name: 'bomb.pb.gz', content: gzipSync(Buffer.alloc(300 * 1024 * 1024)), says: /unpack|large/i },
  {
    name: 'noise.pb.gz',
    content: Uint8Array.from({ length: 4000 }, (_, i) => (i * 197) % 251),
    says: /./,
  },
  {
    name: 'page.cpuprofile',
    content: '<!doctype html><html><body>hello</body></html>',
    says: /HTML/i,
  },
];

describe('bad input to report and convert', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();

  for (const { name, content, says } of FILES) {
    it(`refuses ${name} in one sentence that names it`, async () => {
      const file = path.join(folder.path, name);
      writeFileSync(file, content);
      const outcome = await rankscope(['report', file]);
      refuses(outcome, 2, says);
      assert.ok(outcome.stderr.includes(name), outcome.stderr);
      refuses(await rankscope(['convert', file, path.join(folder.path, 'out.folded')]), 2, says);
    });
  }

  it('refuses a file of 600 MB without reading it', async () => {
    const file = path.join(folder.path, 'huge.cpuprofile');
    writeFileSync(file, '{"nodes":[');
    truncateSync(file, 600 * 1024 * 1024);
    refuses(await rankscope(['report', file]), 2, /600|MiB|MB/);
  });

  it('refuses what is no file, and a folder without a recording', async () => {
    refuses(
      await rankscope(['report', path.join(folder.path, 'gone.cpuprofile')]),
      2,
      /no such file/i,
    );
    mkdirSync(path.join(folder.path, 'nothing'));
    refuses(
      await rankscope(['report', path.join(folder.path, 'nothing')]),
      2,
      /without a recording/,
    );
  });

  it('refuses a recording of another version, and one that names files outside of itself', async () => {
    const inside = path.join(folder.path, 'hostile');
    mkdirSync(inside);
    const recording = path.join(inside, 'recording.json');
    for (const text of ['{', '{"schema":"rankscope-recording/99"}', '[]']) {
      writeFileSync(recording, text);
      refuses(await rankscope(['report', inside]), 2, /recording\.json/);
    }
    const target = { command: [], cwd: '', node: '', exitCode: 0, signal: null, wallUs: 0 };
    const file = {
      schema: 'rankscope-recording/1',
      target,
      clock: { monotonicUs: 0, epochMs: 0 },
      samplers: [],
      threads: [{ pid: 1, tid: 0, name: 'm', node: '', argv: [], timeline: '../../etc/passwd' }],
      gc: 'gc.json',
      sourceHashes: {},
      heapSnapshots: [],
      warnings: [],
    };
    writeFileSync(recording, JSON.stringify(file));
    refuses(await rankscope(['report', inside]), 2, /recording\.json/);
  });

  it('refuses outputs it cannot write, and says which it can', async () => {
    const good = path.join(folder.path, 'good.cpuprofile');
    writeFileSync(good, cpuprofile([{ id: 1, callFrame: FRAME }], [1, 1, 1]));
    refuses(
      await rankscope(['convert', good, path.join(folder.path, 'out.docx')]),
      2,
      /\.pb\.gz.*\.html/s,
    );
    refuses(
      await rankscope(['convert', good, path.join(folder.path, 'gone/out.folded')]),
      2,
      /out\.folded/,
    );
    refuses(
      await rankscope(['convert', good, path.join(folder.path, 'out.heapprofile')]),
      2,
      /alloc/,
    );
  });
});
