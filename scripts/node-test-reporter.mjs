// Counts the tests of Node's test runner, in the form that mocha-reporter.cjs writes.

/** @param {AsyncIterable<import('node:test/reporters').TestEvent>} source */
export default async function* countTests(source) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const event of source) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    // A suite passes or fails with its tests; counting it as well would count them twice.
    if (event.data.details.type === 'suite') continue;
    if (event.data.skip !== undefined) counts.skipped += 1;
    else if (event.type === 'test:pass') counts.passed += 1;
    else counts.failed += 1;
  }
  yield JSON.stringify(counts);
}
