import assert from 'node:assert/strict';
import path from 'node:path';
import {
  configurationPlan,
  isNodeConfiguration,
  scriptPlan,
  UnusableConfiguration,
} from '../../../src/editor/start/launch-choices.js';
import { wordsOf } from '../../../src/editor/start/command-line.js';

const variables = {
  workspaceFolder: path.resolve('/w/my feed'),
  file: path.resolve('/w/my feed/src/rank.ts'),
  env: { STAGE: 'test' },
};

describe('launch choices', () => {
  it('a launch configuration becomes the command the debugger would run', () => {
    const plan = configurationPlan(
      {
        name: 'Rank',
        program: '${workspaceFolder}/dist/rank.js',
        args: ['--items', '5000', '${fileBasenameNoExtension}', '${env:STAGE}'],
        runtimeArgs: ['--max-old-space-size=4096'],
        cwd: 'dist',
        env: { FAST: 1, GONE: null },
      },
      variables,
      'node',
    );
    assert.deepEqual(plan.command, [
      ...['node', '--max-old-space-size=4096', `${variables.workspaceFolder}/dist/rank.js`],
      ...['--items', '5000', 'rank', 'test'],
    ]);
    assert.equal(plan.cwd, path.join(variables.workspaceFolder, 'dist'));
    assert.deepEqual(plan.env, { FAST: '1', GONE: null });
    assert.equal(plan.title, 'Rank');
  });

  it('npm as a runtime executable keeps its arguments', () => {
    const configuration = { name: 'x', runtimeExecutable: 'npm', runtimeArgs: ['run', 'rank'] };
    assert.deepEqual(configurationPlan(configuration, variables, 'node').command, [
      'npm',
      'run',
      'rank',
    ]);
  });

  it('what cannot be filled in is an error that says so', () => {
    const withInput = { name: 'x', program: '${input:which}' };
    assert.throws(
      () => configurationPlan(withInput, variables, 'node'),
      (error) => error instanceof UnusableConfiguration && /\$\{input:which\}/.test(error.message),
    );
    assert.throws(
      () => configurationPlan({ name: 'Nothing' }, variables, 'node'),
      /"Nothing" in launch.json has neither/,
    );
    assert.throws(
      () => configurationPlan({ program: '${file}' }, { ...variables, file: undefined }, 'node'),
      /Open the file/,
    );
  });

  it('only Node launches are offered', () => {
    assert.ok(isNodeConfiguration({ type: 'node', request: 'launch' }));
    assert.ok(isNodeConfiguration({ type: 'pwa-node', request: 'launch' }));
    assert.ok(!isNodeConfiguration({ type: 'node', request: 'attach' }));
    assert.ok(!isNodeConfiguration({ type: 'chrome', request: 'launch' }));
    assert.ok(!isNodeConfiguration('node'));
  });

  it('a script runs by its package manager', () => {
    assert.deepEqual(scriptPlan('rank', '/w/a', '/w', 'pnpm').command, ['pnpm', 'run', 'rank']);
  });

  it('words of a command line stay together in quotes', () => {
    assert.deepEqual(wordsOf(`node "my file.js" --name='a b' c`), [
      ...['node', 'my file.js', '--name=a b', 'c'],
    ]);
    assert.deepEqual(wordsOf('  '), []);
  });
});
