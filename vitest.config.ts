import { defineConfig } from 'vitest/config';
import { ClosingLines } from './test/support/closing-lines.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    // Modules stay loaded from one file to the next, which spares a fifth of the time; no test may leave anything behind in them.
    isolate: false,
    // Vitest would leave one core free, which on two cores is half of them.
    maxWorkers: '100%',
    // Real wire and whole replays take their time on a shared machine; none of them is a timed test.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    reporters: ['default', new ClosingLines()],
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { TZ: 'UTC' },
  },
});
