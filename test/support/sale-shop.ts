import { join } from 'node:path';
import { openLocalDatabase } from '../../infra/local/sqlite/local-database.ts';
import { createSqliteTable } from '../../infra/local/sqlite/sqlite-table.ts';
import { encodeState } from '../../shared/app/decide/state-document.ts';
import { BROADCAST_PROGRESS_KEY, contactKey, shardOf, stateKey } from '../../shared/app/item-keys.ts';
import type { ShopBundle } from '../../shared/config/shop-bundle.ts';
import type { CustomerState } from '../../shared/domain/customer/customer-state.ts';
import { decide } from '../../shared/domain/decide.ts';
import type { Write } from '../../shared/ports.ts';
import { orderPlaced, reachableByEmail } from './inputs.ts';
import { campaign, rulesWith } from './rules.ts';

/** When everybody's sale starts, by the shop's clock and by UTC. */
export const SALE = '2026-03-01T10:00';
export const SALE_AT = Date.parse(`${SALE}Z`);
const HOUR_MS = 3_600_000;

const rules = rulesWith({
  campaigns: [
    campaign({
      name: 'sale',
      trigger: { kind: 'schedule', form: 'once', text: SALE, zone: 'shop' },
      reentry: { kind: 'once' },
      holdoutPercent: 10,
    }),
  ],
});

/** A shop whose one campaign goes to everybody at once; a tenth is held out. */
export const saleShop: ShopBundle = {
  rules: JSON.parse(JSON.stringify({ ...rules, compiledCampaigns: undefined, epochs: undefined })),
  templates: {
    thanks: {
      en: {
        email: {
          subject: 'The sale has begun',
          preheader: '',
          html: '<p>Hello {{ customer.name | default: "there" }}</p><p><a href="{{ unsubscribeUrl }}">Unsubscribe</a></p>',
          text: 'Hello. Unsubscribe: {{ unsubscribeUrl }}',
        },
      },
    },
  },
};

/** In which way a customer of the shop is special; most are not. */
export type Kind = 'ordinary' | 'without-address' | 'late-joiner' | 'text-only';
const KINDS: readonly Kind[] = ['without-address', 'late-joiner', 'text-only'];
export const kindOf = (number: number): Kind => KINDS[number % 50] ?? 'ordinary';
export const customerOf = (number: number): string => `c${number}`;
export const addressOf = (number: number): string => `c${number}@example.invalid`;

const CUSTOMERS_PER_TRANSACTION = 50;

/** Fills the data folder with customers who have been there for a day, and with a broadcast that has looked up to the last minute. */
export async function seedSaleShop(directory: string, customers: number): Promise<void> {
  const database = openLocalDatabase(join(directory, 'perennial.db'));
  const table = createSqliteTable(database, () => false);
  const progress = { lookedUpTo: SALE_AT - 60_000, running: [] };
  const item = { ...BROADCAST_PROGRESS_KEY, version: 1, body: progress };
  const pending = [table.transact([{ kind: 'put', condition: 'absent', item }])];
  const states = { early: stateAsOf(SALE_AT - 24 * HOUR_MS), late: stateAsOf(SALE_AT + 1) };
  for (let start = 0; start < customers; start += CUSTOMERS_PER_TRANSACTION) {
    const numbers = Array.from(
      { length: Math.min(CUSTOMERS_PER_TRANSACTION, customers - start) },
      (_, position) => start + position,
    );
    pending.push(table.transact(numbers.flatMap((number) => itemsOf(number, states))));
  }
  await Promise.all(pending);
  await database.close();
}

/** A customer who ordered once, and may be sent mail. */
function stateAsOf(at: number): CustomerState {
  const { state } = decide('', undefined, reachableByEmail(at), rules, at);
  return decide('', state, orderPlaced({ occurredAt: at }), rules, at).state;
}

function itemsOf(
  number: number,
  states: { readonly early: CustomerState; readonly late: CustomerState },
): Write[] {
  const customerId = customerOf(number);
  const kind = kindOf(number);
  const { consents, reachable, ...state } = kind === 'late-joiner' ? states.late : states.early;
  const textOnly = kind === 'text-only';
  const body = encodeState({
    ...state,
    customerId,
    consents: textOnly && consents.email ? { sms: consents.email } : consents,
    reachable: textOnly && reachable.email ? { sms: reachable.email } : reachable,
  });
  const { stage, tier } = state.classes;
  const audience = { shard: shardOf(customerId), key: `${stage}#${tier}#${customerId}` };
  const contact = kind === 'without-address' ? {} : { email: { value: addressOf(number), at: state.asOf } };
  return [
    { kind: 'put', condition: 'absent', item: { ...stateKey(customerId), version: 1, body, audience } },
    { kind: 'put', condition: 'absent', item: { ...contactKey(customerId), version: 1, body: contact } },
  ];
}
