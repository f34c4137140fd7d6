import { execFileSync } from 'node:child_process';

/** A git repository of a test's own, that nobody's configuration has a say in. */
export function gitIn(directory: string) {
  const run = (...args: readonly string[]): void => {
    execFileSync('git', args, {
      cwd: directory,
      stdio: 'ignore',
      env: {
        PATH: process.env.PATH,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_SYSTEM: '/dev/null',
        GIT_AUTHOR_NAME: 'Test',
        GIT_AUTHOR_EMAIL: 'test@example.com',
        GIT_COMMITTER_NAME: 'Test',
        GIT_COMMITTER_EMAIL: 'test@example.com',
      },
    });
  };
  run('init', '--quiet');
  return {
    commit: (message: string): void => {
      run('add', '--all');
      run('commit', '--quiet', '--message', message);
    },
  };
}
