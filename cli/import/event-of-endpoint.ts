import { createHash } from 'node:crypto';
import { issueList } from '../../shared/app/describe-issues.ts';
import { type ShopEvent, shopEventSchema } from '../../shared/contracts/shop-event.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { type RejectedRow, rejectRow } from '../orders/order-row.ts';
import { type PinpointEndpoint, pinpointEndpointSchema } from './pinpoint-endpoint.ts';

type Attributes = NonNullable<Extract<ShopEvent, { type: 'customer.updated' }>['data']['attributes']>;

/** What a line of the file comes to. */
export type EndpointRow =
  | { readonly kind: 'event'; readonly line: number; readonly event: ShopEvent }
  | RejectedRow;

const CHANNELS: Readonly<Record<string, 'email' | 'sms'>> = { EMAIL: 'email', SMS: 'sms', VOICE: 'sms' };
const MOST_ATTRIBUTES = 50;
/** Attributes are no place for who somebody is: that goes into the contact, or nowhere. */
const PERSONAL = /name|e_?mail|phone|mobile|street|address|birth/i;

/**
 * What an endpoint of Amazon Pinpoint says of a customer: address, language, zone, country, attributes, and the consent (opted out of
 * all is a withdrawal). The same endpoint at the same time is the same event, so that a file may be imported again.
 */
export function eventOfEndpoint(value: unknown, line: number, now: Instant): EndpointRow {
  const parsed = pinpointEndpointSchema.safeParse(value);
  if (!parsed.success)
    return rejectRow(line, 'bad-endpoint', `It is no endpoint: ${describe(issueList(parsed.error))}.`);
  const endpoint = parsed.data;
  const channel = CHANNELS[endpoint.ChannelType?.toUpperCase() ?? ''];
  if (channel === undefined)
    return rejectRow(line, 'other-channel', 'Its channel is neither EMAIL nor SMS; it was left out.');
  const customerId = endpoint.User?.UserId || endpoint.Id || '';
  if (customerId === '') return rejectRow(line, 'no-customer', 'It has neither User.UserId nor Id.');
  if (customerId === endpoint.Address || /@|^\+\d{7,15}$/.test(customerId))
    return rejectRow(
      line,
      'personal-id',
      'Its id is an address or a number. Give the customer an id of the shop’s own as User.UserId.',
    );
  const said = Date.parse(endpoint.EffectiveDate || endpoint.CreationDate || '');
  const occurredAt = new Date(Math.min(Number.isNaN(said) ? now : said, now)).toISOString();
  const event = shopEventSchema.safeParse({
    id: idOf(endpoint, channel, customerId, occurredAt),
    type: 'customer.updated',
    customerId,
    occurredAt,
    data: {
      ...profileOf(endpoint),
      contact: contactOf(endpoint, channel),
      consents: consentsOf(endpoint, channel, occurredAt),
    },
  });
  return event.success
    ? { kind: 'event', line, event: event.data }
    : rejectRow(line, 'bad-value', `${describe(issueList(event.error))}.`);
}

const describe = (issues: readonly { readonly field: string; readonly message: string }[]): string =>
  issues.map(({ field, message }) => `${field}: ${message}`).join('; ');

function idOf({ Id }: PinpointEndpoint, channel: string, customerId: string, occurredAt: string): string {
  const identity = [Id ?? '', channel, customerId, occurredAt].join('\n');
  return `pinpoint-${createHash('sha256').update(identity).digest('hex').slice(0, 24)}`;
}

function contactOf({ Address, Attributes, User }: PinpointEndpoint, channel: 'email' | 'sms') {
  const all = { ...Attributes, ...User?.UserAttributes };
  const named = (...names: readonly string[]) => {
    const key = Object.keys(all).find((name) => names.includes(name.toLowerCase().replace(/[^a-z]/g, '')));
    return textOf(key === undefined ? '' : (all[key] ?? ''));
  };
  const parts = [named('firstname', 'givenname'), named('lastname', 'familyname')];
  const name = named('name', 'fullname') || parts.filter((part) => part !== '').join(' ');
  return {
    ...(channel === 'email' ? { email: Address ?? '' } : { phone: Address ?? '' }),
    ...(name !== '' && { name: name.slice(0, 128) }),
  };
}

/** A Pinpoint endpoint that is not active says nothing of what its owner wants. */
function consentsOf({ OptOut, EndpointStatus }: PinpointEndpoint, channel: 'email' | 'sms', at: string) {
  const isOut = OptOut?.toUpperCase() === 'ALL';
  if (!isOut && (OptOut?.toUpperCase() !== 'NONE' || EndpointStatus?.toUpperCase() === 'INACTIVE')) return [];
  return [{ channel, status: isOut ? 'withdrawn' : 'granted', source: 'pinpoint-import', at }];
}

function profileOf({ Attributes, Metrics, User, Location, Demographic }: PinpointEndpoint) {
  const attributes: Attributes = {};
  const add = (name: string, value: string | number) => {
    const key = name.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^[^A-Za-z]+/, '');
    const isKept = key !== '' && !PERSONAL.test(key) && value !== '';
    if (isKept && Object.keys(attributes).length < MOST_ATTRIBUTES)
      attributes[key.slice(0, 64)] = typeof value === 'string' ? value.slice(0, 256) : value;
  };
  for (const [name, value] of Object.entries({ ...Attributes, ...User?.UserAttributes }))
    add(name, textOf(value));
  for (const [name, value] of Object.entries(Metrics ?? {})) add(name, value);
  const locale = Demographic?.Locale?.replaceAll('_', '-') ?? '';
  const country = Location?.Country?.toUpperCase() ?? '';
  return {
    ...(Object.keys(attributes).length > 0 && { attributes }),
    ...(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(locale) && { locale }),
    ...(Demographic?.Timezone && { timeZone: Demographic.Timezone }),
    ...(/^[A-Z]{2}$/.test(country) && { country }),
  };
}

const textOf = (value: string | readonly string[]): string =>
  typeof value === 'string' ? value : value.join(', ');
