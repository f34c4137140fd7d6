import { describe, expect, it } from 'vitest';
import { readPinpoint } from '../../../cli/import/read-pinpoint.ts';
import { collect } from '../../support/collect.ts';

const NOW = Date.UTC(2026, 10, 22);

async function read(...lines: readonly (string | object)[]) {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  const pieces = (async function* () {
    yield text;
  })();
  return await collect(readPinpoint(pieces, NOW));
}

const endpoint = {
  Id: 'endpoint-1',
  ApplicationId: 'app',
  ChannelType: 'EMAIL',
  Address: 'ada@example.com',
  OptOut: 'NONE',
  EndpointStatus: 'ACTIVE',
  RequestId: 'request',
  CohortId: '12',
  EffectiveDate: '2026-03-01T10:00:00.000Z',
  CreationDate: '2025-03-01T10:00:00.000Z',
  Location: { Country: 'US', City: 'Portland' },
  Demographic: { Locale: 'en_US', Timezone: 'America/Los_Angeles', Platform: 'iOS' },
  Attributes: { 'fav teas': ['oolong', 'sencha'] },
  Metrics: { loyalty_points: 120 },
  User: { UserId: 'c1', UserAttributes: { FirstName: ['Ada'], LastName: ['Lovelace'], plan: ['gold'] } },
};

const event = {
  type: 'customer.updated',
  customerId: 'c1',
  occurredAt: '2026-03-01T10:00:00.000Z',
  data: {
    contact: { email: 'ada@example.com', name: 'Ada Lovelace' },
    locale: 'en-US',
    timeZone: 'America/Los_Angeles',
    country: 'US',
    attributes: { fav_teas: 'oolong, sencha', plan: 'gold', loyalty_points: 120 },
    consents: [
      { channel: 'email', status: 'granted', source: 'pinpoint-import', at: '2026-03-01T10:00:00.000Z' },
    ],
  },
};

const consentsOf = async (change: object) => {
  const [row] = await read({ ...endpoint, ...change });
  return row?.kind === 'event' && row.event.type === 'customer.updated'
    ? row.event.data.consents?.map(({ channel, status }) => `${channel} ${status}`)
    : row;
};

describe('readPinpoint', () => {
  it('makes an event of an endpoint: contact, profile and consent', async () => {
    expect(await read(endpoint)).toEqual([
      { kind: 'event', line: 1, event: { id: expect.stringMatching(/^pinpoint-[0-9a-f]{24}$/), ...event } },
    ]);
  });

  it('reads the same out of CSV', async () => {
    const names =
      'Id,ChannelType,Address,OptOut,EffectiveDate,Location.Country,Demographic.Locale,Demographic.Timezone,Attributes.fav teas.0,Attributes.fav teas.1,Metrics.loyalty_points,User.UserId,User.UserAttributes.FirstName,User.UserAttributes.LastName,User.UserAttributes.plan';
    const row =
      'endpoint-1,EMAIL,ada@example.com,NONE,2026-03-01T10:00:00.000Z,US,en_US,America/Los_Angeles,oolong,sencha,120,c1,Ada,Lovelace,gold';
    const [one] = await read(endpoint);
    expect(await read(names, row)).toEqual([{ ...one, line: 2 }]);
  });

  it('takes an opt-out as a withdrawal, and silence as nothing said', async () => {
    expect(await consentsOf({ OptOut: 'ALL' })).toEqual(['email withdrawn']);
    expect(await consentsOf({ OptOut: undefined })).toEqual([]);
    expect(await consentsOf({ EndpointStatus: 'INACTIVE' })).toEqual([]);
    expect(await consentsOf({ EndpointStatus: 'INACTIVE', OptOut: 'ALL' })).toEqual(['email withdrawn']);
    expect(await consentsOf({ ChannelType: 'SMS', Address: '+12065550100' })).toEqual(['sms granted']);
  });

  it('gives the endpoints of one user one customer, and an endpoint without a user its own id', async () => {
    const rows = await read(
      endpoint,
      { ...endpoint, Id: 'endpoint-2', ChannelType: 'SMS', Address: '+12065550100' },
      { ...endpoint, User: undefined },
    );
    const events = rows.flatMap((row) => (row.kind === 'event' ? [row.event] : []));
    expect(events.map(({ customerId }) => customerId)).toEqual(['c1', 'c1', 'endpoint-1']);
    expect(new Set(events.map(({ id }) => id)).size).toBe(3);
  });

  it('is the same event when it is read again, and another when the endpoint has changed', async () => {
    const idOf = async (change: object) => {
      const [row] = await read({ ...endpoint, ...change });
      return row?.kind === 'event' ? row.event.id : undefined;
    };
    expect(await idOf({})).toBe(await idOf({}));
    expect(await idOf({ EffectiveDate: '2026-04-01T00:00:00Z' })).not.toBe(await idOf({}));
  });

  it('rejects what it cannot take, with the line and without the address', async () => {
    const rows = await read(
      { ...endpoint, ChannelType: 'GCM' },
      '{"Id": ',
      { ...endpoint, User: { UserId: 'ada@example.com' } },
      { ...endpoint, Id: '', User: undefined },
      { ...endpoint, Address: 'ada@' },
      { ...endpoint, Location: 'US' },
      { ...endpoint, ChannelType: 'SMS', Address: 'call me' },
    );
    expect(rows.map((row) => (row.kind === 'rejected' ? [row.line, row.reason] : row.kind))).toEqual([
      [1, 'other-channel'],
      [2, 'not-json'],
      [3, 'personal-id'],
      [4, 'no-customer'],
      [5, 'bad-value'],
      [6, 'bad-endpoint'],
      [7, 'bad-value'],
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/ada@|call me/);
  });
});
