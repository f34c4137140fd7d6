import { describe, expect, it } from 'vitest';
import { readSuppressions } from '../../../cli/import/read-suppressions.ts';
import { collect } from '../../support/collect.ts';

const NOW = Date.UTC(2026, 10, 22);

async function read(text: string) {
  const pieces = (async function* () {
    // In two pieces, cut where it may be.
    yield text.slice(0, text.length / 2);
    yield text.slice(text.length / 2);
  })();
  return await collect(readSuppressions(pieces, NOW));
}

const bounced = { kind: 'listed', channel: 'email', reason: 'hard-bounce', at: NOW, promotionalOnly: false };

describe('readSuppressions', () => {
  it('reads the files that SES imports, without a header', async () => {
    expect(await read('one@example.com,BOUNCE\ntwo@example.com, COMPLAINT\n')).toEqual([
      { ...bounced, address: 'one@example.com' },
      { ...bounced, address: 'two@example.com', reason: 'complaint' },
    ]);
    expect(await read('{"emailAddress": "one@example.com", "reason": "BOUNCE"}\n')).toEqual([
      { ...bounced, address: 'one@example.com' },
    ]);
  });

  it('reads what list-suppressed-destinations prints', async () => {
    const answer = {
      SuppressedDestinationSummaries: [
        { EmailAddress: 'one@example.com', Reason: 'BOUNCE', LastUpdateTime: '2026-01-02T03:04:05+00:00' },
        { EmailAddress: 'two@example.com', Reason: 'COMPLAINT', LastUpdateTime: 1_767_323_045 },
      ],
    };
    const at = Date.UTC(2026, 0, 2, 3, 4, 5);
    expect(await read(JSON.stringify(answer, undefined, 2))).toEqual([
      { ...bounced, address: 'one@example.com', at },
      { ...bounced, address: 'two@example.com', reason: 'complaint', at },
    ]);
  });

  it('finds address, reason and date by the header, whatever its order', async () => {
    const text =
      'Date;Reason;Phone number;E-mail\n2026-02-03;STOP;+1 206-555-0100;\n2026-02-03;unsubscribed;;a@example.com\n;;;b@example.com\n';
    expect(await read(text.replace('E-mail', 'Email'))).toEqual([
      {
        ...{ kind: 'listed', channel: 'sms', address: '+1 206-555-0100', reason: 'opted-out' },
        ...{ at: Date.UTC(2026, 1, 3), promotionalOnly: false },
      },
      {
        ...{ kind: 'listed', channel: 'email', address: 'a@example.com', reason: 'opted-out' },
        ...{ at: Date.UTC(2026, 1, 3), promotionalOnly: true },
      },
      { ...bounced, address: 'b@example.com', reason: 'imported' },
    ]);
  });

  it('rejects what it cannot take, with the line and without the address', async () => {
    const text =
      'email,date\nada@,2026-01-01\nb@example.com,yesterday\n,2026-01-01\n206 555 0100,\n{"no": 1\n';
    const rows = await read(text);
    expect(rows.map((row) => (row.kind === 'rejected' ? [row.line, row.reason] : row.kind))).toEqual([
      [2, 'bad-address'],
      [3, 'bad-date'],
      [4, 'no-address'],
      [5, 'bad-address'],
      [6, 'bad-address'],
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/ada@|206 555|b@example/);
  });

  it('lets no date lie in the future', async () => {
    expect(await read('a@example.com,BOUNCE,2030-01-01\n')).toMatchObject([{ at: NOW }]);
  });
});
