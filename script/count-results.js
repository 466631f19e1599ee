// Prints `N passed, N failed` from jest's results and the number of failed checks, and fails when any failed.
// Usage: count-results.js RESULTS.json FAILED-CHECKS
import { readFileSync } from 'node:fs';

const [path, failedChecks] = process.argv.slice(2);

// A file of tests that cannot be loaded, and a test that is skipped, prove nothing: both count as failed.
function count(text) {
  if (text === '') return { passed: 0, failed: 1 };
  const results = JSON.parse(text);
  const skipped = results.numPendingTests + results.numTodoTests;
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites + skipped;
  return { passed: results.numPassedTests, failed: results.success ? failed : Math.max(failed, 1) };
}

const { passed, failed } = count(readFileSync(path, 'utf8'));
const failures = failed + Number(failedChecks);
console.log(`${passed} passed, ${failures} failed`);
process.exitCode = failures === 0 && passed > 0 ? 0 : 1;
