import assert from 'node:assert/strict';
import { folded } from '../../../../src/core/formats/folded.js';
import { profileFromText, textFromProfile } from '../../../support/profile-from-text.js';
import { figures, readOne, refuses, utf8, write } from './fixture-files.js';

describe('reading folded stacks', () => {
  it('from elsewhere are counts of something', () => {
    const profile = readOne(
      folded,
      utf8('main;rank;score 30\nmain;rank 10\r\n\nmain;rank;score 2\n'),
    );
    assert.deepEqual(figures(profile), { main: [0, 42], rank: [10, 42], score: [32, 32] });
    assert.deepEqual([profile.kind, profile.unit], ['other', 'count']);
  });

  it('takes places in brackets, spaces in names and broken values', () => {
    const text =
      'a b (file:///x/y.js:3);Map.get ;LazyCompile:~f /x/y.js:9;C:\\z (C:\\a (b)\\c.ts:7:2) 1.5\n';
    assert.equal(
      textFromProfile(readOne(folded, utf8(text))),
      'a b@/x/y.js:3>Map.get >LazyCompile:~f /x/y.js:9>C:\\z@C:\\a (b)\\c.ts:7:2 1.5',
    );
  });

  it('refuses what is no stack, and names the line', () => {
    refuses(() => folded.parse(utf8('a;b 1\nnothing here\na 2\n')), 'malformed', /Line 2/);
    refuses(() => folded.parse(utf8('a;b 1\na;b;c')), 'truncated', /last line/);
    refuses(() => folded.parse(utf8(`a;b ${'9'.repeat(400)}\n`)), 'malformed', /too large/);
    refuses(() => folded.parse(utf8('a;b -1\n')), 'malformed', /Line 1/);
    refuses(() => folded.parse(utf8('a;b 0\n')), 'no-samples');
    refuses(() => folded.parse(utf8('\n')), 'no-samples');
  });

  it('takes no more than linear time for lines made to take longer', () => {
    const long = 300_000;
    const lines = [' '.repeat(long), ' ('.repeat(long), ' (:1'.repeat(long), ':1'.repeat(long)];
    for (const line of lines) {
      const start = performance.now();
      assert.throws(() => folded.parse(utf8(`a;b${line}x)`)), { name: 'ProfileFormatError' });
      assert.ok(readOne(folded, utf8(`a;b${line}x) 1`)).functions.length > 1);
      folded.detect(utf8(`a;b${line}`));
      assert.ok(performance.now() - start < 1000, line.slice(0, 4));
    }
  });

  it('knows stacks from other text', () => {
    const stacks = ['a;b 1', 'a;b 1\n', 'main;x (y.js:1);z 12\nmain 3\n', 'a;b 1\n'.repeat(20_000)];
    for (const text of stacks) assert.ok(folded.detect(utf8(text)), text.slice(0, 40));
    const others = [
      '',
      'main 12',
      'Chapter 1\nChapter 2\n',
      'a;b;c\n1;2;3\n',
      'a;b 1\nand then some prose; it ends in words\n',
      '# Heading; 1\ntext\n',
      '{"nodes":[]}',
      '\x00\x01;b 1\n',
    ];
    for (const text of others) assert.ok(!folded.detect(utf8(text)), text);
  });
});

describe('writing folded stacks', () => {
  it('starts each stack with what the values are', () => {
    const profile = profileFromText('main>rank@/a/x.js:3:9#7 30\nmain>(idle) 5\nmain>@/a/x.js:4 2');
    assert.equal(
      new TextDecoder().decode(write(folded, [profile])),
      '[cpu cpu/microseconds];main;rank (/a/x.js:3:9) 30\n' +
        '[cpu cpu/microseconds];main;(idle) 5\n' +
        '[cpu cpu/microseconds];main;(anonymous) (/a/x.js:4) 2\n',
    );
  });

  it('keeps any name and file', () => {
    const names = [
      'a;b',
      'a (b)',
      'a (b:3)',
      '100%',
      '%3B',
      'two\nlines',
      ' x ',
      '[x]',
      'ünï',
      '\u2028',
    ];
    const files = ['', '/a b/c.js', 'C:\\a\\b.js', 'node:fs', '/a:3', '/a:3:4', '/a;b%20(1).js'];
    for (const name of names) {
      for (const file of files) {
        const profile = profileFromText('x 5');
        const functions = [
          profile.functions[0]!,
          {
            name,
            file,
            line: file === '' ? 0 : 3,
            column: file === '' ? 0 : 2,
            kind: 'code',
          } as const,
        ];
        const again = readOne(folded, write(folded, [{ ...profile, functions }]));
        assert.deepEqual(again.functions, functions);
      }
    }
  });

  it('tells kinds and threads apart', () => {
    const profiles = [
      profileFromText('main 5', { thread: { pid: 10, tid: 0 } }),
      profileFromText('main 6', { thread: { pid: 10, tid: 1 } }),
      profileFromText('main 7', { kind: 'allocations', valueName: 'all [of] it;' }),
    ];
    const again = folded.parse(write(folded, profiles));
    assert.deepEqual(
      again.map(({ kind, unit, valueName, thread }) => ({ kind, unit, valueName, thread })),
      profiles.map(({ kind, unit, valueName, thread }) => ({ kind, unit, valueName, thread })),
    );
    assert.deepEqual(again.map(textFromProfile), ['main 5', 'main 6', 'main 7']);
  });

  it('refuses to write nothing', () => {
    refuses(() => write(folded, []), 'no-samples');
    refuses(() => write(folded, [profileFromText('main 0.2')]), 'no-samples');
  });
});
