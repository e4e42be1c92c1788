import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { cpuprofile } from '../../../src/core/formats/cpuprofile.js';
import { folded } from '../../../src/core/formats/folded.js';
import { FORMATS } from '../../../src/core/formats/formats.js';
import { pprof } from '../../../src/core/formats/pprof.js';
import { v8Legacy } from '../../../src/core/formats/v8-legacy.js';
import {
  ProfileFileError,
  readProfileFile,
  writeProfileFile,
  type ProfileFileErrorKind,
} from '../../../src/io/profile-files.js';
import { profileFromText, textFromProfile } from '../../support/profile-from-text.js';

const STACKS = 'main;rank 30\nmain;sort 5\n';

describe('profile files', () => {
  let folder = '';
  const at = (name: string): string => path.join(folder, name);
  const put = (name: string, content: string | Uint8Array): string => {
    writeFileSync(at(name), content);
    return at(name);
  };

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'rankscope-files-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  async function fails(
    action: Promise<unknown>,
    file: string,
    kind: ProfileFileErrorKind,
    message: RegExp,
  ): Promise<void> {
    await assert.rejects(action, (error: unknown) => {
      assert.ok(error instanceof ProfileFileError, String(error));
      assert.equal(error.kind, kind);
      assert.equal(error.file, file);
      assert.ok(error.message.startsWith(`${file}: `), error.message);
      assert.match(error.message, message);
      assert.match(error.message, /\.$/);
      return true;
    });
  }

  describe('reading', () => {
    it('takes text, gzip and both kinds of Unicode', async () => {
      const utf16 = Buffer.from(`\uFEFF${STACKS}`, 'utf16le');
      const files = [
        put('plain.folded', STACKS),
        put('packed.folded.gz', gzipSync(STACKS)),
        put('no-ending', gzipSync(STACKS)),
        put('mark.folded', `\uFEFF${STACKS}`),
        put('little.folded', utf16),
        put('big.folded', Buffer.from(utf16).swap16()),
        put('packed-16.folded', gzipSync(utf16)),
      ];
      for (const file of files) {
        const { format, profiles } = await readProfileFile(file);
        assert.equal(format.id, 'folded', file);
        assert.deepEqual(profiles.map(textFromProfile), ['main>rank 30\nmain>sort 5'], file);
      }
    });

    it('says when there is no file to read', async () => {
      await fails(
        readProfileFile(at('none')),
        at('none'),
        'missing',
        /no such file.*Check the path/,
      );
      const below = path.join(put('file', 'x'), 'none');
      await fails(readProfileFile(below), below, 'missing', /no such file/);
      await fails(readProfileFile(folder), folder, 'not-a-file', /It is a folder/);
      await fails(readProfileFile('/dev/null'), '/dev/null', 'not-a-file', /no regular file/);
    });

    it('says when a file is empty, damaged or something else', async () => {
      const cases: [name: string, content: string | Uint8Array, ProfileFileErrorKind, RegExp][] = [
        ['empty.cpuprofile', '', 'empty', /nothing in it/],
        ['empty.gz', gzipSync(''), 'empty', /nothing in it/],
        ['cut.cpuprofile', '{"nodes":[{"id":1', 'truncated', /missing\. Record or copy it again/],
        ['cut.pb.gz', gzipSync(STACKS.repeat(999)).subarray(0, 60), 'truncated', /gzip data end/],
        ['bad.pb.gz', Buffer.from('1f8b0800ffffffffffffffffffff', 'hex'), 'malformed', /damaged/],
        ['odd.folded', Buffer.from('fffe612000', 'hex'), 'truncated', /UTF-16/],
        [
          'page.cpuprofile',
          '<!doctype html>',
          'not-a-profile',
          /an HTML page.*Give a \.cpuprofile/,
        ],
        ['twice.gz', gzipSync(gzipSync(STACKS)), 'not-a-profile', /gzip data inside gzip data/],
      ];
      for (const [name, content, kind, message] of cases) {
        await fails(readProfileFile(put(name, content)), at(name), kind, message);
      }
    });

    it('keeps the reason', async () => {
      const file = put('cut.cpuprofile', '{"nodes":[');
      const error: unknown = await readProfileFile(file).catch((reason: unknown) => reason);
      assert.ok(error instanceof ProfileFileError && error.cause instanceof Error);
      assert.equal(error.cause.name, 'ProfileFormatError');
    });

    it('refuses 600 MiB before reading them', async () => {
      const file = put('huge.cpuprofile', '{"nodes":[');
      truncateSync(file, 600 * 2 ** 20);
      const start = performance.now();
      await fails(readProfileFile(file), file, 'too-large', /600 MiB.*512 MiB.*shorter time/);
      assert.ok(performance.now() - start < 500);
    });

    it('refuses gzip data that unpack to more than a profile could', async () => {
      const file = put('bomb.pb.gz', gzipSync(new Uint8Array(200 * 2 ** 20)));
      const start = performance.now();
      await fails(readProfileFile(file), file, 'too-large', /unpack to more than 64 MiB/);
      assert.ok(performance.now() - start < 3000);
    });
  });

  describe('writing', () => {
    const profile = profileFromText('main>rank 30\nmain>sort 5', { intervalUs: 5 });

    it('is read back in every format that can be written', async () => {
      const heap = profileFromText('main>rank 30\nmain>sort 5', { kind: 'allocations' });
      for (const format of FORMATS.filter((each) => each.write)) {
        for (const extension of [...format.extensions, `${format.extensions[0] ?? ''}.gz`]) {
          const file = at(`out${extension}`);
          await writeProfileFile(file, format, [format.id === 'heapprofile' ? heap : profile]);
          const again = await readProfileFile(file);
          assert.equal(again.format.id, format.id);
          assert.equal(textFromProfile(again.profiles.at(-1) ?? profile), textFromProfile(profile));
        }
      }
    });

    it('packs pprof, as other tools expect, and what ends in .gz', async () => {
      const isPacked = async (name: string, format = pprof): Promise<boolean> => {
        await writeProfileFile(at(name), format, [profile]);
        return readFileSync(at(name))[0] === 0x1f;
      };
      assert.equal(await isPacked('a.pb.gz'), true);
      assert.equal(await isPacked('a.pprof'), true);
      assert.equal(await isPacked('a.pb'), false);
      assert.equal(await isPacked('a.cpuprofile', cpuprofile), false);
      assert.equal(await isPacked('a.cpuprofile.gz', cpuprofile), true);
    });

    it('replaces a file as a whole and leaves nothing else behind', async () => {
      put('out.folded', 'old');
      await writeProfileFile(at('out.folded'), folded, [profile]);
      assert.match(readFileSync(at('out.folded'), 'utf8'), /main;rank 30/);
      assert.deepEqual(readdirSync(folder), ['out.folded']);
    });

    it('leaves a file alone when there is nothing to write', async () => {
      const file = put('out.heapprofile', 'old');
      const heap = FORMATS.find(({ id }) => id === 'heapprofile');
      assert.ok(heap);
      await fails(writeProfileFile(file, heap, [profile]), file, 'no-samples', /no allocations/);
      assert.equal(readFileSync(file, 'utf8'), 'old');
    });

    it('says where it cannot write', async () => {
      const inNone = path.join(folder, 'none', 'a.folded');
      await fails(
        writeProfileFile(inNone, folded, [profile]),
        inNone,
        'unwritable',
        /ENOENT.*folder/,
      );
      mkdirSync(at('a.folded'));
      await fails(
        writeProfileFile(at('a.folded'), folded, [profile]),
        at('a.folded'),
        'not-a-file',
        /./,
      );
      await fails(
        writeProfileFile(at('x'), v8Legacy, [profile]),
        at('x'),
        'unsupported',
        /not written/,
      );
      assert.equal(existsSync(at('x')), false);
      assert.deepEqual(readdirSync(folder), ['a.folded']);
    });

    it('removes its temporary file when the disk refuses', async function () {
      mkdirSync(at('locked'));
      chmodSync(at('locked'), 0o500);
      const file = path.join(folder, 'locked', 'a.folded');
      // The super-user may write anywhere, and then the file is simply there.
      if (process.getuid?.() === 0) await writeProfileFile(file, folded, [profile]);
      else await fails(writeProfileFile(file, folded, [profile]), file, 'unwritable', /EACCES/);
      chmodSync(at('locked'), 0o700);
      assert.deepEqual(readdirSync(at('locked')), process.getuid?.() === 0 ? ['a.folded'] : []);
    });
  });
});
