import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { temporaryFolder } from '../../support/data-folder.ts';
import { runPerennial } from '../../support/run-perennial.ts';

const resultSchema = z.strictObject({
  healthy: z.boolean(),
  findings: z.array(
    z.strictObject({
      name: z.string(),
      status: z.enum(['ok', 'missing', 'broken']),
      detail: z.string().min(1),
    }),
  ),
});

/** The finding whose name begins so. */
async function examine(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const run = await runPerennial(['doctor', '--json', ...args], { environment });
  const { healthy, findings } = resultSchema.parse(JSON.parse(run.stdout));
  const finding = (name: string) => findings.find((each) => each.name.startsWith(name));
  return { code: run.code, stderr: run.stderr, healthy, finding };
}

describe('perennial doctor', () => {
  it('finds nothing broken on a machine that can run this', async () => {
    using folder = temporaryFolder();
    const { code, stderr, healthy, finding } = await examine(['--data', folder.path, '--port', '0']);
    expect({ code, stderr, healthy }).toEqual({ code: 0, stderr: '', healthy: true });
    for (const name of ['Node.js', 'Data folder', 'Port', 'Shop files'])
      expect(finding(name)).toMatchObject({ status: 'ok' });
    const lines = await runPerennial(['doctor', '--data', folder.path, '--port', '0']);
    expect(lines).toMatchObject({ code: 0, stderr: '' });
    expect(lines.stdout).toMatch(/^ok {7}Node\.js: 24\./m);
  });

  it('misses Java and Chromium without being broken, and says what for', async () => {
    using folder = temporaryFolder();
    const args = ['--data', folder.path, '--port', '0'];
    const { code, finding } = await examine(args, { PATH: folder.path });
    expect(code).toBe(0);
    expect(finding('Java')).toMatchObject({ status: 'missing', detail: expect.stringContaining('--wire') });
  });

  it('ends with 1 where start would not work, and says how to mend it', async () => {
    const args = ['--data', join('package.json', 'data'), '--shop', '/nowhere', '--port', '0'];
    const { code, healthy, finding } = await examine(args);
    expect({ code, healthy }).toEqual({ code: 1, healthy: false });
    expect(finding('Data folder')).toMatchObject({
      status: 'broken',
      detail: expect.stringContaining('--data'),
    });
    expect(finding('Shop files')).toMatchObject({
      status: 'broken',
      detail: expect.stringContaining('perennial check --shop /nowhere'),
    });
  });

  it('notices a port that is taken', async () => {
    using folder = temporaryFolder();
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { code, finding } = await examine(['--data', folder.path, '--port', String(port)]);
    taken.close();
    expect(code).toBe(0);
    expect(finding('Port')).toMatchObject({ status: 'missing', detail: expect.stringContaining('--port') });
  });
});
