import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { askServer } from '../../../cli/start/ask-server.ts';
import { noteServer } from '../../../cli/start/running-server.ts';
import { type TemporaryFolder, temporaryFolder } from '../../support/data-folder.ts';
import { runPerennial } from '../../support/run-perennial.ts';

const tasksSchema = z.object({ tasks: z.array(z.object({ id: z.string() })) });

describe('asking the shop that runs', () => {
  let folder: TemporaryFolder;
  let server: Server;
  let answer: { status: number; body: string };

  beforeEach(async () => {
    folder = temporaryFolder();
    server = createServer((_, response) => response.writeHead(answer.status).end(answer.body));
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    noteServer(folder.path, address.port);
  });
  afterEach(async () => {
    await new Promise((resolve) => server.close(resolve));
    folder[Symbol.dispose]();
  });

  const asked = (status: number, body: unknown) => {
    answer = { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
    return askServer(folder.path, '/api/tasks', tasksSchema);
  };

  it('gives what it answers, as this version knows it', async () => {
    expect(await asked(200, { tasks: [{ id: 'one', added: 'later' }], more: true })).toEqual({
      tasks: [{ id: 'one' }],
    });
  });

  it('says that another version runs where the answer has another shape, and nothing of what it holds', async () => {
    const odd = asked(200, { tasks: [{ key: 'ada@example.com' }] });
    await expect(odd).rejects.toMatchObject({
      code: 'CLI.OTHER_VERSION',
      message: expect.stringMatching(/another version.*npx perennial start/),
      details: { differsAt: ['tasks.0.id'] },
    });
    await expect(odd).rejects.not.toMatchObject({ message: expect.stringContaining('ada@') });
    await expect(asked(200, 'no JSON')).rejects.toMatchObject({ code: 'CLI.OTHER_VERSION' });
  });

  it('says likewise where the run does not know the path', async () => {
    const error = { code: 'CONSOLE.UNKNOWN_PATH', message: 'There is nothing at /api/tasks.' };
    await expect(asked(404, { error })).rejects.toMatchObject({ code: 'CLI.OTHER_VERSION' });
  });

  it('throws what the run refuses with', async () => {
    const error = { code: 'TASK.UNKNOWN', message: 'There is no such task.' };
    await expect(asked(404, { error })).rejects.toMatchObject(error);
    await expect(asked(502, '<html>')).rejects.toMatchObject({ code: 'CLI.NOT_A_SHOP' });
  });

  it('gives nothing where nobody runs', async () => {
    using empty = temporaryFolder();
    expect(await askServer(empty.path, '/api/tasks', tasksSchema)).toBeUndefined();
  });

  it('ends a command with what to do, and without calling it a mistake of Perennial’s', async () => {
    answer = { status: 200, body: '{"campaigns":"of another time"}' };
    const run = await runPerennial(['campaigns', '--data', folder.path]);
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(/^The shop that runs at http:\/\/localhost:\d+ answers as another version/);
    expect(run.stderr).not.toMatch(/mistake|invalid_type/);
  });
});
