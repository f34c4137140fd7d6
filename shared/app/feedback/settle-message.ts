import { isMachineEngagement } from '../../domain/feedback/machine-engagement.ts';
import { judgeClick, noteClick, noteOpening } from '../../domain/feedback/note-engagement.ts';
import type { ProviderEvent } from '../../domain/feedback/provider-event.ts';
import { settleClaim } from '../../domain/feedback/settle-claim.ts';
import { type Claim, claimSchema } from '../../domain/message/claim.ts';
import type { MessageReference } from '../../domain/message/message-reference.ts';
import { PerennialError } from '../../perennial-error.ts';
import type { QueueMessage } from '../../ports.ts';
import { claimKey } from '../item-keys.ts';
import { type ClickToJudge, clickToJudge, linkDigest } from './click-to-judge.ts';
import { engagementInput } from './engagement-input.ts';
import type { FeedbackDeps } from './feedback-deps.ts';
import { isOwnLink } from './own-link.ts';

type SettleDeps = Pick<FeedbackDeps, 'table' | 'clock' | 'inputs' | 'feedback' | 'publicUrl'>;

/** What is told of one message: by its provider, or a click that has waited to be judged. */
export interface MessageNews {
  readonly events: readonly ProviderEvent[];
  readonly clicks: readonly ClickToJudge[];
}

/** What is to be done before the claim may say that it is done. */
interface Consequences {
  claim: Claim;
  readonly inputs: QueueMessage[];
  readonly again: QueueMessage[];
}

const ATTEMPTS = 6;

/**
 * Puts on a claim all that is told of its message in one conditional write, or none where nothing changes; what follows from it is
 * on its queue before. Returns the claim, undefined where there is none. Throws `FEEDBACK.CONTENTION` (retryable).
 */
export async function settleMessage(
  reference: MessageReference,
  news: MessageNews,
  deps: SettleDeps,
): Promise<Claim | undefined> {
  const { customerId, campaign, step, occurrence } = reference;
  const key = claimKey(customerId, campaign, step, occurrence);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const item = await deps.table.get(key, { consistent: true });
    if (item === undefined) return undefined;
    const known = claimSchema.parse(item.body);
    const { claim, inputs, again } = consequencesOf(known, reference, news, deps);
    if (inputs.length > 0) await deps.inputs.send(inputs);
    if (again.length > 0) await deps.feedback.send(again);
    if (claim === known) return claim;
    const { version } = item;
    const result = await deps.table.transact([
      { kind: 'put', condition: { version }, item: { ...item, version: version + 1, body: claim } },
    ]);
    if (result.status === 'committed') return claim;
  }
  throw new PerennialError('FEEDBACK.CONTENTION', {
    message: 'Others kept writing to the claim of the same message.',
    retryable: true,
  });
}

function consequencesOf(
  known: Claim,
  reference: MessageReference,
  { events, clicks }: MessageNews,
  deps: SettleDeps,
): Consequences {
  const result: Consequences = { claim: known, inputs: [], again: [] };
  const inTime = events.toSorted((a, b) => a.at - b.at);
  for (const event of inTime) result.claim = settleClaim(result.claim, event);
  for (const event of inTime) {
    if (event.kind === 'opened') takeOpening(event, reference, result, deps);
    if (event.kind === 'clicked') takeClick(event, reference, result, deps);
  }
  for (const click of clicks) judge(click, reference, result, deps);
  return result;
}

function takeOpening(
  event: ProviderEvent & { readonly kind: 'opened' },
  reference: MessageReference,
  result: Consequences,
  { clock }: SettleDeps,
): void {
  const isMachine = isMachineEngagement(event, { ...result.claim, clicks: [] });
  if (!isMachine && result.claim.openedAt === undefined)
    result.inputs.push(engagementInput('message.opened', reference, event.at, clock.now()));
  result.claim = noteOpening(result.claim, event.at, isMachine);
}

/** Who has clicked cannot be told before the clicks that may follow at once are known too. */
function takeClick(
  event: ProviderEvent & { readonly kind: 'clicked' },
  reference: MessageReference,
  result: Consequences,
  { publicUrl }: SettleDeps,
): void {
  const link = linkDigest(event.link);
  const noted = noteClick(result.claim, event.at, link);
  const isNew = noted !== result.claim;
  if (isMachineEngagement(event, noted)) {
    result.claim = judgeClick(noted, event.at, link, true);
    return;
  }
  result.claim = noted;
  // Who leaves, or says what they want, by the mail's own link is not taken by what it offers.
  if (isNew && !isOwnLink(event, publicUrl))
    result.again.push(clickToJudge({ reference, at: event.at, link }));
}

function judge(
  { at, link }: ClickToJudge,
  reference: MessageReference,
  result: Consequences,
  { clock }: SettleDeps,
): void {
  // By now only what was clicked beside it can tell.
  const isMachine = isMachineEngagement({ at, userAgent: 'judged before' }, { clicks: result.claim.clicks });
  if (!isMachine) result.inputs.push(engagementInput('message.clicked', reference, at, clock.now()));
  result.claim = judgeClick(result.claim, at, link, isMachine);
}
