import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { buffer, text } from 'node:stream/consumers';
import { PerennialError } from '../../shared/perennial-error.ts';

/** What a git command prints. Throws `GIT.NOT_INSTALLED`, and `GIT.FAILED` with what git says. */
export async function runGit(directory: string, args: readonly string[], input = ''): Promise<Buffer> {
  const child = spawn('git', [...args], { cwd: directory, stdio: ['pipe', 'pipe', 'pipe'] });
  try {
    // A git that ends before it has read everything says why on standard error.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    const [output, complaint] = await Promise.all([
      buffer(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    if (child.exitCode === 0) return output;
    throw new PerennialError('GIT.FAILED', { message: `git ${args[0]}: ${complaint.trim()}` });
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')
      throw new PerennialError('GIT.NOT_INSTALLED', {
        message: 'There is no git on this machine. Install it to compare with another revision.',
        cause,
      });
    throw cause;
  }
}
