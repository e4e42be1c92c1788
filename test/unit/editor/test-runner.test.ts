import assert from 'node:assert/strict';
import { isTestFile, isWorkloadFile, workloadPlan } from '../../../src/editor/start/file-plan.js';
import { testPlan, testRunnerOf } from '../../../src/editor/start/test-runner.js';

const request = {
  ...{ file: '/w/test/rank.test.ts', names: ['rank', 'sorts (by $score)'], isSuite: false },
  ...{
    packageFolder: '/w',
    root: '/w',
    node: 'node',
    nodeArguments: ['--import', 'x'],
    custom: '',
  },
};

describe('tests to record', () => {
  it('the runner is the one a file imports, else the one its package depends on', () => {
    const of = (imports: string[], dependencies: string[]) =>
      testRunnerOf({ file: 'a.test.ts', imports, dependencies: new Set(dependencies) });
    assert.equal(of(['node:test'], ['jest']), 'node');
    assert.equal(of(['vitest'], []), 'vitest');
    assert.equal(of(['../src/rank'], ['mocha']), 'mocha');
    assert.equal(of([], ['jest', 'typescript']), 'jest');
    assert.equal(of([], []), 'node');
  });

  it('the name is matched as a whole, whatever characters it has', () => {
    const pattern = '^rank sorts \\(by \\$score\\)$';
    assert.deepEqual(testPlan('mocha', request).command.slice(-2), ['--grep', pattern]);
    assert.deepEqual(testPlan('jest', request).command.slice(-2), ['-t', pattern]);
    assert.ok(new RegExp(pattern).test('rank sorts (by $score)'));
    assert.deepEqual(testPlan('node', request).command, [
      ...['node', '--import', 'x', '--test-name-pattern', '^sorts \\(by \\$score\\)$'],
      '/w/test/rank.test.ts',
    ]);
  });

  it('a suite matches all of its tests', () => {
    const suite = testPlan('vitest', { ...request, names: ['rank'], isSuite: true });
    assert.deepEqual(suite.command.slice(-2), ['-t', '^rank']);
  });

  it('a command of the user has the last word, and names stay whole in it', () => {
    const plan = testPlan('jest', { ...request, custom: 'npx ava {file} --match {name}' });
    assert.deepEqual(plan.command, [
      ...['npx', 'ava', '/w/test/rank.test.ts', '--match', 'rank sorts (by $score)'],
    ]);
  });

  it('files are told by their names', () => {
    assert.ok(isWorkloadFile('/w/feed.workload.ts'));
    assert.ok(!isWorkloadFile('/w/workload.ts'));
    assert.ok(isTestFile('/w/rank.spec.mjs'));
    assert.ok(isTestFile('/w/test/rank.ts'));
    assert.ok(!isTestFile('/w/src/rank.ts'));
    assert.ok(!isTestFile('/w/test/data.json'));
  });

  it('a workload is run by the runner, and recorded from its own start', () => {
    const plan = workloadPlan(
      {
        ...{ file: '/w/feed.workload.ts', cwd: '/w', root: '/w', node: 'node' },
        nodeArguments: [],
      },
      { runner: '/x/workload.js', name: 'run', seconds: 5 },
    );
    assert.deepEqual(plan.command, [
      ...['node', '/x/workload.js', '/w/feed.workload.ts', '--export', 'run', '--seconds', '5'],
    ]);
    assert.equal(plan.deferred, true);
    assert.equal(plan.title, 'feed.workload.ts › run');
  });
});
