// Prints of each store how many examples of the whole specification it passed, and then `N passed, N failed`
// from jest's results and the number of failed checks. Fails when any failed.
// Usage: count-results.js RESULTS.json FAILED-CHECKS
import { readFileSync } from 'node:fs';

const [path, failedChecks] = process.argv.slice(2);
const text = readFileSync(path, 'utf8');
const results = text === '' ? undefined : JSON.parse(text);

// A file of tests that cannot be loaded, and a test that is skipped, prove nothing: both count as failed.
function count() {
  if (results === undefined) return { passed: 0, failed: 1 };
  const skipped = results.numPendingTests + results.numTodoTests;
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites + skipped;
  return { passed: results.numPassedTests, failed: results.success ? failed : Math.max(failed, 1) };
}

// Each adapter puts its store to the same specification (`behavesLikeAnEventStore`), under a title that says which.
function examplesByStore() {
  const examples = (results?.testResults ?? []).flatMap(({ assertionResults }) => assertionResults);
  const titled = examples.flatMap(({ ancestorTitles, status }) => {
    const at = ancestorTitles.findIndex((title) => title.endsWith(', as an event store'));
    return at === -1 ? [] : [{ store: ancestorTitles.slice(0, at + 1).join(': '), status }];
  });
  return Map.groupBy(titled, ({ store }) => store);
}

for (const [store, examples] of examplesByStore()) {
  const passed = examples.filter(({ status }) => status === 'passed').length;
  console.log(`${store}: ${passed} of ${examples.length} examples passed`);
}
const { passed, failed } = count();
const failures = failed + Number(failedChecks);
console.log(`${passed} passed, ${failures} failed`);
process.exitCode = failures === 0 && passed > 0 ? 0 : 1;
