import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/**
 * The last lines of a test run: which suites were left out for want of something on this machine, and the counts.
 * With PERENNIAL_NO_SKIPS set (as in CI) a skipped test fails the run; PERENNIAL_TEST_SUMMARY names a file for the counts.
 */
export class ClosingLines implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    const skipped = new Map<string, number>();
    for (const module of modules) {
      if (module.state() === 'failed' && [...module.children.allTests()].length === 0) counts.failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'pending') continue;
        counts[state] += 1;
        if (state === 'skipped')
          skipped.set(module.relativeModuleId, (skipped.get(module.relativeModuleId) ?? 0) + 1);
      }
    }
    for (const [file, tests] of skipped) console.log(`Skipped ${tests} in ${file}: ${whatIsMissing(file)}`);
    const line = `${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`;
    console.log(line);
    const summary = process.env.PERENNIAL_TEST_SUMMARY;
    if (summary) writeFileSync(summary, `${line}\n`);
    if (counts.skipped > 0 && process.env.PERENNIAL_NO_SKIPS) {
      console.error(
        'Here every suite must run (PERENNIAL_NO_SKIPS is set), so the skipped ones count as a failure.',
      );
      process.exitCode = 1;
    }
  }
}

const whatIsMissing = (file: string): string => {
  if (file.endsWith('.int.test.ts')) return 'needs Java 17 or newer (DynamoDB Local).';
  if (file.includes('console')) return 'needs Chromium (or CHROMIUM_PATH).';
  return 'needs Java, Chromium or the real data sets; see the suite.';
};
