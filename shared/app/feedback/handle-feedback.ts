import type { ProviderEvent } from '../../domain/feedback/provider-event.ts';
import type { Claim } from '../../domain/message/claim.ts';
import type { MessageReference } from '../../domain/message/message-reference.ts';
import { describeError } from '../describe-error.ts';
import { feedbackCountersKey } from '../item-keys.ts';
import { type FailedMessage, type InboundQueueMessage, parkMessages } from '../park-message.ts';
import { answerReply } from './answer-reply.ts';
import { type ClickToJudge, readClickToJudge } from './click-to-judge.ts';
import type { FeedbackDeps } from './feedback-deps.ts';
import { messageDigest } from './message-digest.ts';
import type { InboundText } from './read-feedback.ts';
import { readProviderMessage } from './read-provider-message.ts';
import { settleMessage } from './settle-message.ts';
import { tellOfAddress } from './tell-of-address.ts';

/** What one batch tells of one message. */
interface Group {
  readonly reference: MessageReference;
  readonly events: ProviderEvent[];
  readonly clicks: ClickToJudge[];
  readonly messageIds: string[];
}

interface Sorted {
  readonly groups: Map<string, Group>;
  /** Events that tell of no message of ours. */
  readonly strays: { readonly messageId: string; readonly event: ProviderEvent }[];
  readonly texts: { readonly messageId: string; readonly text: InboundText }[];
  readonly unreadable: { readonly body: string; readonly reason: string }[];
}

/**
 * Takes what providers tell, a batch at a time: what concerns one message together, messages side by side. What cannot be read is
 * parked with the reason. Returns what to give again.
 */
export async function handleFeedback(
  messages: readonly InboundQueueMessage[],
  deps: FeedbackDeps,
): Promise<FailedMessage[]> {
  const { groups, strays, texts, unreadable } = sort(messages, deps);
  // Before they are parked: a crash in between counts them twice, and parks none twice.
  if (unreadable.length > 0) await count('parked', deps, unreadable.length);
  await parkMessages(unreadable, deps.deadLetters, deps.clock);
  const work = [
    ...[...groups.values()].map((group) => attempt(group.messageIds, () => takeGroup(group, deps))),
    ...strays.map(({ messageId, event }) => attempt([messageId], () => takeStray(event, deps))),
    ...texts.map(({ messageId, text }) => attempt([messageId], () => answerReply(text, deps))),
  ];
  return (await Promise.all(work)).flat();
}

function sort(messages: readonly InboundQueueMessage[], { clock }: FeedbackDeps): Sorted {
  const sorted: Sorted = { groups: new Map(), strays: [], texts: [], unreadable: [] };
  const groupOf = (reference: MessageReference): Group => {
    const key = messageDigest(reference);
    const group = sorted.groups.get(key) ?? { reference, events: [], clicks: [], messageIds: [] };
    sorted.groups.set(key, group);
    return group;
  };
  for (const { messageId, body } of messages) {
    const click = readClickToJudge(body);
    if (click !== undefined) {
      const group = groupOf(click.reference);
      group.clicks.push(click);
      group.messageIds.push(messageId);
      continue;
    }
    const read = readProviderMessage(body, clock.now());
    if (read.status === 'unreadable') sorted.unreadable.push({ body, reason: read.reason });
    else if (read.status === 'text') sorted.texts.push({ messageId, text: read.text });
    else if (read.event.reference === undefined) sorted.strays.push({ messageId, event: read.event });
    else {
      const group = groupOf(read.event.reference);
      group.events.push(read.event);
      group.messageIds.push(messageId);
    }
  }
  return sorted;
}

async function attempt(messageIds: readonly string[], work: () => Promise<void>): Promise<FailedMessage[]> {
  try {
    await work();
    return [];
  } catch (error) {
    const reason = describeError(error);
    return messageIds.map((messageId) => ({ messageId, reason }));
  }
}

async function takeGroup({ reference, events, clicks }: Group, deps: FeedbackDeps): Promise<void> {
  const claim: Claim | undefined = await settleMessage(reference, { events, clicks }, deps);
  for (const event of events) await tellOfAddress(event, claim, deps);
  // A customer may have been forgotten since, and their claims with them.
  if (claim === undefined) await count('unknown-message', deps);
}

/** Whoever it was sent by: an address that does not exist, or whose owner complains, is to get nothing from here. */
async function takeStray(event: ProviderEvent, deps: FeedbackDeps): Promise<void> {
  await tellOfAddress(event, undefined, deps);
  await count('without-reference', deps);
}

async function count(what: string, { table, clock }: FeedbackDeps, times = 1): Promise<void> {
  const key = feedbackCountersKey(new Date(clock.now()).toISOString().slice(0, 10));
  await table.transact([{ kind: 'add', key, increments: { [what]: times } }]);
}
