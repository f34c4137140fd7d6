import type { Instant } from '../../domain/instant.ts';
import type { EndpointRules } from '../../domain/webhook/endpoint-rules.ts';
import { judgeAnswer, type Verdict } from '../../domain/webhook/judge-answer.ts';
import { retryDelayMs } from '../../domain/webhook/retry-delay.ts';
import type { WebhookOrder } from '../../domain/webhook/webhook-order.ts';
import type { WebhookRecord } from '../../domain/webhook/webhook-record.ts';
import type { CallOutcome, Clock, Secrets, Table, Webhooks } from '../../ports.ts';
import { contactSchema } from '../contact.ts';
import { contactKey, stateKey, webhookKey } from '../item-keys.ts';
import type { EndpointGates } from './endpoint-gates.ts';
import { settleWebhook } from './settle-webhook.ts';
import { signatureHeaders, webhookId, webhookKeys } from './sign-webhook.ts';
import { webhookPayload } from './webhook-payload.ts';

export interface WebhookDeps {
  readonly table: Table;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly webhooks: Webhooks;
  readonly gates: EndpointGates;
  readonly endpoints: ReadonlyMap<string, EndpointRules>;
  /** What a secret's name begins with, such as `perennial/prod/webhook/`. */
  readonly secretPrefix: string;
  /** As `settleWebhook` takes it. */
  readonly subjectSecret?: string;
  /** From 0 to 1, by chance: spreads tries. */
  readonly chance: () => number;
}

export type WebhookDelivery =
  /** The outcome is on record, by this call or an earlier one. */
  | { readonly status: 'settled' }
  /** To be looked at again from `at` on. */
  | { readonly status: 'again'; readonly at: Instant; readonly order: WebhookOrder };

/** An answer is read to its end and put on record within that, beside the call's own time. */
const PROBE_MARGIN_MS = 15_000;
/** Of a wait for a breaker, spread over which those that waited come again. */
const SPREAD_MS = 30_000;

/**
 * Tells an endpoint of one customer, once at least: nothing is claimed before the call, so that a process which dies after it calls
 * again, with the same `webhook-id`. The outcome is put on record when it is settled: told, refused for good, or given up.
 */
export async function deliverWebhook(order: WebhookOrder, deps: WebhookDeps): Promise<WebhookDelivery> {
  const { table, clock } = deps;
  const now = clock.now();
  if (order.notBefore !== undefined && now < order.notBefore)
    return { status: 'again', at: order.notBefore, order };
  const settle = async (status: WebhookRecord['status'], reason?: string): Promise<WebhookDelivery> => {
    await settleWebhook(order, { status, ...(reason !== undefined && { reason }) }, deps);
    return { status: 'settled' };
  };
  // While a history is lived through the clock stands at the end of a step, and nothing is late.
  if (now > order.expiresAt && clock.isHeld?.() !== true) return await settle('expired');
  const endpoint = deps.endpoints.get(order.endpoint);
  if (endpoint === undefined) return await settle('failed', 'unknown-endpoint');
  const { customerId } = order;
  // Whoever was erased a moment ago is told of no more.
  const [record, state, contact] = await table.getMany(
    [
      webhookKey(order),
      stateKey(customerId),
      ...(endpoint.include.length > 0 ? [contactKey(customerId)] : []),
    ],
    { consistent: true },
  );
  if (record !== undefined) return { status: 'settled' };
  if (state === undefined) return await settle('withdrawn', 'the customer is no longer known');

  const keys = webhookKeys(endpoint.secret, await deps.secrets.get(deps.secretPrefix + endpoint.secret));
  const gate = await deps.gates.admit(endpoint.name, endpoint.timeoutSeconds * 1000 + PROBE_MARGIN_MS);
  if (gate.status === 'disabled') return await settle('failed', 'endpoint-disabled');
  if (gate.status === 'hold')
    return { status: 'again', at: gate.until + Math.round(deps.chance() * SPREAD_MS), order };

  const known = contact === undefined ? {} : contactSchema.parse(contact.body);
  const payload = webhookPayload(order, known, endpoint.include);
  const signature = signatureHeaders({ id: webhookId(order.factId), at: clock.now(), payload, keys });
  const verdict = judge(await call(endpoint, payload, signature, deps), clock.now());
  await deps.gates.report(endpoint.name, verdict);
  const told = { ...order, tries: order.tries + 1 };
  if (verdict.status === 'retry' && order.tries < endpoint.retries) {
    const pause = clock.now() + retryDelayMs(told.tries, deps.chance());
    const notBefore = Math.min(Math.max(pause, verdict.notBefore ?? 0), order.expiresAt + 1);
    return { status: 'again', at: notBefore, order: { ...told, notBefore } };
  }
  const outcome =
    verdict.status === 'delivered'
      ? { status: 'delivered' as const }
      : { status: 'failed' as const, reason: verdict.reason };
  await settleWebhook(told, outcome, deps);
  return { status: 'settled' };
}

const call = (
  { url, headers, timeoutSeconds, allowsPrivateAddress }: EndpointRules,
  payload: string,
  signature: Readonly<Record<string, string>>,
  { webhooks }: WebhookDeps,
): Promise<CallOutcome> =>
  webhooks.post({
    url,
    body: payload,
    headers: { ...headers, 'content-type': 'application/json', 'user-agent': 'Perennial', ...signature },
    timeoutMs: timeoutSeconds * 1000,
    allowsPrivateAddress,
  });

function judge(outcome: CallOutcome, now: Instant): Verdict {
  switch (outcome.status) {
    case 'answered':
      return judgeAnswer(outcome.httpStatus, outcome.retryAfter, now);
    case 'unreachable':
      return { status: 'retry', reason: outcome.reason };
    case 'not-allowed':
      return { status: 'refused', reason: outcome.reason };
  }
}
