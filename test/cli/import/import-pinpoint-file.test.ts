import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { importPinpointFile } from '../../../cli/import/import-pinpoint-file.ts';
import { temporaryFolder } from '../../support/data-folder.ts';

const eventsSchema = z.array(z.looseObject({ customerId: z.string() }));

/** A shop that refuses the events of some customers. */
let server: Server;
let url = '';
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(Buffer.from(piece));
    const events = eventsSchema.parse(JSON.parse(Buffer.concat(pieces).toString('utf8')));
    const results = events.map(({ customerId }) =>
      customerId.startsWith('refused')
        ? { status: 'rejected', errors: [{ field: 'data.timeZone', message: 'There is no such zone.' }] }
        : { status: 'accepted' },
    );
    response.end(JSON.stringify({ results }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => server.close());

it('tells what the shop refuses by the file’s own line, past blank lines and those it could not read itself', async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'endpoints.json');
  const endpoint = (UserId: string, ChannelType = 'EMAIL') =>
    JSON.stringify({ Id: UserId, ChannelType, Address: 'ada@example.com', OptOut: 'NONE', User: { UserId } });
  const lines = Array.from({ length: 150 }, (_, number) => endpoint(`taken-${number}`));
  writeFileSync(
    file,
    [
      endpoint('taken'),
      '',
      'no JSON',
      endpoint('gcm', 'GCM'),
      endpoint('refused-1'),
      ...lines,
      endpoint('refused-2'),
    ].join('\n'),
  );
  const result = await importPinpointFile(file, { url, apiKey: 'key' });
  expect(result).toMatchObject({
    events: 151,
    email: 151,
    granted: 151,
    rejected: { count: 4, byReason: { refused: 2 } },
  });
  expect(result.rejected.first.map(({ line, reason }) => [line, reason])).toEqual([
    [3, 'not-json'],
    [4, 'other-channel'],
    [5, 'refused'],
    [156, 'refused'],
  ]);
  expect(result.lines).toContain(`  ${file}:156: refused: data.timeZone: There is no such zone.`);
  expect(result.lines.join('\n')).not.toContain('ada@');
});
