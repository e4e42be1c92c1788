import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { GitIgnored } from '../../../src/io/git-ignored.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const FILES = {
  '.gitignore':
    '\uFEFF# made\ngenerated/\n*.gen.js\n!keep.gen.js\n/only-top.js\nlogs/**/x.js\n\\#odd.js\ntrailing.js   \n',
  'src/.gitignore': 'local.js\n!again.gen.js\n/cache\n',
  'src/deep/.gitignore': '!local.js\n',
  'packages/a/.gitignore': '*\n!index.js\n!.gitignore\n',
};

const PATHS = [
  ...['a.js', 'a.gen.js', 'keep.gen.js', 'only-top.js', 'src/only-top.js', 'generated/a.js'],
  ...['src/generated/deep/a.js', 'logs/x.js', 'logs/a/b/x.js', '#odd.js'],
  ...['trailing.js', 'src/local.js', 'src/deep/local.js', 'src/again.gen.js', 'local.js'],
  ...['src/deep/cache/a.js', 'src/cache/a.js', 'src/cached/a.js', 'packages/a/index.js'],
  ...['packages/a/other.js', 'packages/a/lib/index.js', 'packages/b/other.js', 'excluded.js'],
];

describe('what Git ignores', () => {
  const folder = temporaryFolder();

  function repository(): string {
    const root = folder.project(FILES);
    execFileSync('git', ['init', '-q'], { cwd: root });
    writeFileSync(path.join(root, '.git', 'info', 'exclude'), 'excluded.js\n');
    return root;
  }

  /** Git's own answer; it repeats the ignored ones of the paths on its input. */
  function ignoredByGit(root: string, paths: readonly string[]): string[] {
    const { stdout } = spawnSync('git', ['check-ignore', '--no-index', '-z', '--stdin'], {
      cwd: root,
      input: paths.join('\0'),
      encoding: 'utf8',
    });
    return stdout.split('\0').filter((each) => each !== '');
  }

  it('is what Git says it ignores', () => {
    const root = repository();
    const ignored = new GitIgnored(root);
    const found = PATHS.filter((each) => ignored.has(path.join(root, each)));
    const expected = ignoredByGit(root, PATHS);
    assert.ok(expected.length > 8);
    assert.deepEqual(found, expected);
    assert.ok(ignored.hasEntry(path.join(root, 'generated'), true));
  });

  it('is known from a folder inside the repository, too', () => {
    const root = repository();
    const ignored = new GitIgnored(path.join(root, 'src'));
    const inside = PATHS.filter((each) => each.startsWith('src/'));
    assert.deepEqual(
      inside.filter((each) => ignored.has(path.join(root, each))),
      ignoredByGit(root, inside),
    );
  });

  it('is nothing in a folder that is ignored itself, but for what stands in it', () => {
    const root = repository();
    const ignored = new GitIgnored(path.join(root, 'generated', 'api'));
    assert.ok(!ignored.has(path.join(root, 'generated', 'api', 'a.js')));
    assert.ok(!ignored.has(path.join(root, 'generated', 'api', 'b.gen.js')));
  });

  it('outside of a repository is what the files from the folder down say', () => {
    const root = folder.project({ '.gitignore': 'a.js\n', 'b/.gitignore': 'b.js\n' });
    const has = (top: string, file: string) =>
      new GitIgnored(path.join(root, top)).has(path.join(root, file));
    assert.ok(has('', 'a.js') && has('', 'b/a.js') && has('', 'b/b.js') && has('b', 'b/b.js'));
    assert.ok(!has('b', 'b/a.js') && !has('', 'b.js'));
  });

  it('is known in a worktree, where .git is a file', () => {
    const root = folder.project({ '.git': 'gitdir: ../x\n', '.gitignore': 'a.js\n', 'b/c.js': '' });
    assert.ok(new GitIgnored(path.join(root, 'b')).has(path.join(root, 'b', 'a.js')));
    assert.ok(!new GitIgnored(path.join(root, 'b')).has(path.join(root, 'b', 'c.js')));
  });

  it('is nothing that a broken or huge file says', () => {
    const root = folder.project({ '.gitignore': 'a.js\n'.repeat(100_000) });
    assert.ok(!new GitIgnored(root).has(path.join(root, 'a.js')));
    const odd = folder.project({ '.gitignore': '[\n\\\n\0\n***\n!\na.js\n' });
    assert.ok(new GitIgnored(odd).has(path.join(odd, 'a.js')));
  });
});
