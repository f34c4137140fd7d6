import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerConfirmation } from '../../../../shared/app/consent/answer-confirmation.ts';
import { answerPreferences } from '../../../../shared/app/consent/answer-preferences.ts';
import { signConfirmationLink } from '../../../../shared/app/consent/confirmation-link.ts';
import { signPreferencesLink } from '../../../../shared/app/consent/preferences-link.ts';
import { answerUnsubscribe } from '../../../../shared/app/unsubscribe/answer-unsubscribe.ts';
import { signLink } from '../../../../shared/app/unsubscribe/signed-link.ts';
import { shopEventSchema } from '../../../../shared/contracts/shop-event.ts';
import { clockAt, KeptBus } from '../../../support/fake-ports.ts';
import { day } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';

const SECRET = 'the secret of this test';
const CUSTOMERS = ['c1', 'c2', '顾客 3'];
const table = memoryTable();
const FORM = 'shown=email&on=email&do=save';

const TOKENS = {
  unsubscribe: (customerId: string) => signLink(SECRET, { customerId, channel: 'email' }),
  preferences: (customerId: string) => signPreferencesLink(SECRET, { customerId }),
  confirm: (customerId: string) =>
    signConfirmationLink(SECRET, {
      ...{ customerId, channel: 'email', hasChannel: true, topics: [], expiresAt: day(9) },
    }),
};
const PAGES = ['unsubscribe', 'preferences', 'confirm'] as const;
type Page = (typeof PAGES)[number];

/** Posts a token to a page; answers the status, and what was put on the bus. */
async function post(page: Page, token: string, body = FORM, now = day(5)) {
  const bus = new KeptBus();
  const deps = {
    ...{ bus, clock: clockAt(now), secrets: { get: async () => SECRET }, linkSecret: 'link' },
    ...{ table, topics: [] },
  };
  const request = {
    ...{ method: 'POST', token, language: undefined, acceptLanguage: undefined },
    ...{ contentType: 'application/x-www-form-urlencoded', body },
  };
  const answer = {
    unsubscribe: answerUnsubscribe,
    preferences: answerPreferences,
    confirm: answerConfirmation,
  };
  const { status } = await answer[page](request, deps);
  return { status, events: bus.entries.map(({ detail }) => shopEventSchema.parse(detail)) };
}

/** The same; answers the status, and whose consent changed. */
async function press(page: Page, token: string, body = FORM) {
  const { status, events } = await post(page, token, body);
  return { status, changed: events.map(({ customerId }) => customerId) };
}

const page = fc.constantFrom(...PAGES);
const customer = fc.constantFrom(...CUSTOMERS);

describe('the links of mails', () => {
  it('do what they are for, for whom they were signed', async () => {
    for (const each of PAGES)
      for (const customerId of CUSTOMERS)
        expect(await press(each, TOKENS[each](customerId))).toEqual({ status: 200, changed: [customerId] });
  });

  it('change nothing with any bit of them flipped', async () => {
    await fc.assert(
      fc.asyncProperty(page, customer, fc.nat(), fc.nat({ max: 6 }), async (each, customerId, at, bit) => {
        const token = TOKENS[each](customerId);
        const position = at % token.length;
        const flipped = String.fromCharCode(token.charCodeAt(position) ^ (1 << bit));
        const { status, changed } = await press(
          each,
          token.slice(0, position) + flipped + token.slice(position + 1),
        );
        // The last character of base64url has bits that decode to nothing.
        if (position === token.length - 1 && status === 200) expect(changed).toEqual([customerId]);
        else expect({ status, changed }).toEqual({ status: 400, changed: [] });
      }),
    );
  });

  it('change nothing when cut, or put together from two', async () => {
    await fc.assert(
      fc.asyncProperty(page, customer, customer, fc.nat(), async (each, one, other, at) => {
        const token = TOKENS[each](one);
        const cut = token.slice(0, at % token.length);
        expect(await press(each, cut)).toEqual({ status: 400, changed: [] });
        if (one === other) return;
        const [payload] = TOKENS[each](other).split('.');
        const [, signature] = token.split('.');
        expect(await press(each, `${payload}.${signature}`)).toEqual({ status: 400, changed: [] });
      }),
    );
  });

  it('change nothing on a page that they are not for', async () => {
    for (const each of PAGES)
      for (const other of PAGES.filter((name) => name !== each))
        expect(await press(each, TOKENS[other]('c1'))).toEqual({ status: 400, changed: [] });
  });

  it('may be pressed again at any time: unsubscribing only withdraws, confirming is one event until it expires, a form says itself', async () => {
    const presses = fc.array(fc.integer({ min: day(1), max: day(12) }), { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(page, customer, presses, async (each, customerId, times) => {
        const events = [];
        for (const now of times)
          events.push(...(await post(each, TOKENS[each](customerId), FORM, now)).events);
        const said = events.flatMap((event) =>
          event.type === 'customer.updated' ? (event.data.consents ?? []) : [],
        );
        expect(events.every((event) => event.customerId === customerId)).toBe(true);
        expect(said.map(({ channel }) => channel)).toEqual(events.map(() => 'email'));
        const status = each === 'unsubscribe' ? 'withdrawn' : 'granted';
        expect(said.map((word) => word.status)).toEqual(events.map(() => status));
        const inTime = each === 'confirm' ? times.filter((now) => now <= day(9)) : times;
        expect(events).toHaveLength(inTime.length);
        // A page that is pressed twice at one instant says one thing; a confirmation does however often.
        const ids = new Set(events.map(({ id }) => id));
        expect(ids.size).toBe(each === 'confirm' ? Math.min(1, inTime.length) : new Set(times).size);
      }),
    );
  });

  it('answer whatever comes without failing', async () => {
    await fc.assert(
      fc.asyncProperty(
        page,
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        async (each, token, body) => {
          const { status, changed } = await press(each, token, body);
          expect({ status, changed }).toEqual({ status: 400, changed: [] });
          const form = await press('preferences', TOKENS.preferences('c1'), body);
          expect([200, 400]).toContain(form.status);
          expect(form.changed.every((customerId) => customerId === 'c1')).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });
});
