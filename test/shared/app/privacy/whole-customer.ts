import { decideBatch } from '../../../../shared/app/decide/decide-batch.ts';
import type { InboundInput } from '../../../../shared/app/decide/inbound-message.ts';
import {
  campaignCountersKey,
  claimKey,
  customerPartition,
  MODEL_REPORT_KEY,
  missesPartition,
} from '../../../../shared/app/item-keys.ts';
import type { Claim } from '../../../../shared/domain/message/claim.ts';
import type { ModelReport } from '../../../../shared/domain/segment/model-report.ts';
import type { Item, Table } from '../../../../shared/ports.ts';
import { day, orderPlaced, reachableByEmail } from '../../../support/inputs.ts';
import { rulesWith } from '../../../support/rules.ts';

export const SECRET = 'a secret of the shop';
export const rules = rulesWith();

export const inbound = (
  customerId: string,
  input: InboundInput['input'],
  contact?: InboundInput['contact'],
): InboundInput => ({
  customerId,
  input,
  acceptedAt: day(2),
  ...(contact !== undefined && { contact }),
});

/** Puts a customer of whom there is an item of every kind. */
export async function putWholeCustomer(table: Table, customerId: string): Promise<void> {
  const contact = {
    at: day(0),
    email: `${customerId}@example.invalid`,
    phone: '+8613800138000',
    name: `Dear ${customerId}`,
  };
  await decideBatch(
    [
      inbound(customerId, reachableByEmail(), contact),
      inbound(customerId, orderPlaced({ id: `order-of-${customerId}` })),
    ],
    { table, rules, subjectSecret: SECRET },
  );
  const claim: Claim = {
    status: 'sent',
    campaign: 'thanks',
    step: 'mail',
    occurrence: 'o1',
    channel: 'email',
    template: 'thanks',
    claimedAt: day(1),
    claimant: 'test',
    providerMessageId: '1',
  };
  const miss = {
    at: day(1),
    customerId,
    step: 'mail',
    occurrence: 'o2',
    channel: 'email',
    outcome: 'suppressed',
    reason: 'capped',
  };
  const atRisk = [
    { customerId, stage: 'at-risk', tier: 'mid', lastAt: 1, pAlive: 0.5, expectedLossMinor: 1 },
  ];
  const report = { calibration: 1, madeAt: 1, isTrusted: true, gates: [], tracking: [], atRisk };
  const put = (item: Item<unknown>) => ({ kind: 'put', condition: 'none', item }) as const;
  await table.transact([
    put({ ...claimKey(customerId, 'thanks', 'mail', 'o1'), version: 1, body: claim }),
    put({ pk: missesPartition('thanks'), sk: `t#${customerId}#mail#o2`, version: 1, body: miss }),
    put({ pk: customerPartition(customerId), sk: 'task#1', version: 1, body: { title: 'call' } }),
    put({ ...MODEL_REPORT_KEY, version: 1, body: report satisfies Unchecked<ModelReport> }),
    { kind: 'add', key: campaignCountersKey('thanks'), increments: { 'suppressed.capped': 1 } },
  ]);
}

/** The shape alone: literals widen. */
type Unchecked<T> = { readonly [Field in keyof T]: unknown };

/** The whole table as text. */
export async function textOf(table: Table): Promise<string> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.scan({ index: 0, of: 1 }, cursor === undefined ? {} : { cursor });
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return JSON.stringify(items);
}
