import type { Fact, Why } from '../../shared/domain/customer/fact.ts';
import type { RfmScore } from '../../shared/domain/segment/classes.ts';
import type { Frame } from '../frame.ts';
import type { Text } from '../text/en.ts';
import { showGroup } from '../text/show-group.ts';
import { showNeed } from '../text/show-need.ts';
import { describeCampaignFact } from './describe-campaign-fact.ts';
import { explainWhy } from './explain-why.ts';
import type { FactLine } from './fact-line.ts';
import { showEvidence } from './show-evidence.ts';

/** Puts a fact into plain words of the reader's language. */
export function describeFact(fact: Fact, frame: Pick<Frame, 'text' | 'format' | 'overview'>): FactLine {
  const { text, format } = frame;
  const words = text.fact;
  switch (fact.kind) {
    case 'order.counted': {
      const what = words.orderCounted(fact.orderId, format.money(fact.totalMinor, fact.currency));
      return fact.unvalued === true ? { what, note: words.orderUnvalued } : { what };
    }
    case 'order.revised':
      return { what: words.orderRevised(fact.orderId, format.money(fact.addedMinor, fact.currency)) };
    case 'order.repeated':
      return { what: words.orderRepeated(fact.orderId) };
    case 'refund.counted': {
      const amount = format.money(fact.amountMinor, fact.currency);
      const say = fact.order === 'found' ? words.refundFound : words.refundWaiting;
      return { what: say(fact.orderId, amount) };
    }
    case 'refund.dropped':
      return { what: words.refundDropped(fact.orderId) };
    case 'stage.changed': {
      const to = text.stage[fact.to];
      const what = fact.from === null ? words.stageFirst(to) : words.stageChanged(text.stage[fact.from], to);
      return { what, why: explainWhy(fact.why, frame) };
    }
    case 'tier.changed': {
      const to = text.tier[fact.to];
      const what = fact.from === null ? words.tierFirst(to) : words.tierChanged(text.tier[fact.from], to);
      return { what, why: explainWhy(fact.why, frame) };
    }
    case 'frequency.changed': {
      const to = text.frequency[fact.to];
      const what =
        fact.from === null ? words.frequencyFirst(to) : words.frequencyChanged(text.frequency[fact.from], to);
      return { what, why: explainWhy(fact.why, frame) };
    }
    case 'rfm.changed': {
      const to = showScore(fact.to, text);
      const what = fact.from === null ? words.rfmFirst(to) : words.rfmChanged(showScore(fact.from, text), to);
      return { what, why: explainWhy(fact.why, frame) };
    }
    case 'group.changed': {
      const [from, to] = [showGroup(fact.from, text), showGroup(fact.to, text)];
      const what = fact.from === null ? words.groupFirst(to) : words.groupChanged(from, to);
      return { what, why: explainWhy(fact.why, frame) };
    }
    case 'need.changed':
      return { what: describeNeed(fact, text), why: explainWhy(evidenceOf(fact), frame) };
    case 'segment.entered':
      return { what: words.segmentEntered(fact.segment), ...groundsOf(fact, frame) };
    case 'segment.left':
      return { what: words.segmentLeft(fact.segment), ...groundsOf(fact, frame) };
    case 'profile.changed':
      return { what: words.profileChanged(text.list(fact.fields.map((field) => showField(field, text)))) };
    case 'reachable.changed': {
      const channel = text.byChannel[fact.channel];
      return { what: fact.reachable ? words.reachable(channel) : words.unreachable(channel) };
    }
    case 'address.suppressed': {
      const { byChannel, reason } = text;
      return { what: words.addressSuppressed(byChannel[fact.channel], reason[fact.reason]) };
    }
    case 'address.restored':
      return { what: words.addressRestored(text.byChannel[fact.channel]) };
    case 'consent.changed': {
      const say = {
        granted: words.consentGranted,
        withdrawn: words.consentWithdrawn,
        pending: words.consentPending,
      }[fact.status];
      const channel = text.byChannel[fact.channel];
      const about = fact.topic === undefined ? channel : words.onTopic(channel, fact.topic);
      return { what: say(about, fact.source) };
    }
    case 'case.opened':
      return { what: words.caseOpened(fact.caseId) };
    case 'case.closed':
      return { what: words.caseClosed(fact.caseId) };
    default:
      return describeCampaignFact(fact, frame);
  }
}

/** The three scores as they are usually written: 543. */
export const showScore = (score: RfmScore | null | undefined, text: Text): string =>
  score ? `${score.r}${score.f}${score.m}` : text.fact.noScore;

type NeedChanged = Extract<Fact, { kind: 'need.changed' }>;

function describeNeed({ need, from, to }: NeedChanged, text: Text): string {
  const words = text.fact;
  const name = words.need[need];
  if (to === null) return words.needGone(name);
  const shown = showNeed(need, to, text);
  return from === null
    ? words.needFirst(name, shown)
    : words.needChanged(name, showNeed(need, from, text), shown);
}

/** Of what was looked at for both needs, what this one was read off. */
function evidenceOf({ need, why }: NeedChanged): Why {
  const names = need === 'price' ? ['orders', 'discountedOrders'] : ['items', 'repeatItems', 'newArrivals'];
  return Object.fromEntries(names.flatMap((name) => (why[name] === undefined ? [] : [[name, why[name]]])));
}

/** What a segment's condition looked at, and the condition where there still is one of this name. */
function groundsOf(
  { segment, why }: Extract<Fact, { kind: 'segment.entered' | 'segment.left' }>,
  { text, format, overview }: Pick<Frame, 'text' | 'format' | 'overview'>,
): { why?: string; note?: string } {
  const rules = overview?.segments.find(({ name }) => name === segment);
  return {
    ...(Object.keys(why).length > 0 && { why: showEvidence(why, { text, format }) }),
    ...(rules !== undefined && { note: text.fact.segmentRule(rules.condition) }),
  };
}

/** A part of the profile by its word, an attribute by its own name. */
function showField(field: string, text: Text): string {
  const { country, locale, timeZone, birthday } = text.story;
  const words: Readonly<Record<string, string>> = { country, locale, timeZone, birthday };
  return words[field] ?? field.replace(/^attributes\./, '');
}
