import type { Fact } from '../../shared/domain/customer/fact.ts';
import type { Frame } from '../frame.ts';
import { showArm } from '../text/show-arm.ts';
import { showReason } from '../text/show-reason.ts';
import type { FactLine } from './fact-line.ts';
import { showEvidence } from './show-evidence.ts';

/** Facts about campaigns, their messages and what followed from them. */
type CampaignFact = Extract<
  Fact,
  {
    readonly kind:
      | `campaign.${string}`
      | `message.${string}`
      | 'order.attributed'
      | 'award.granted'
      | 'webhook.requested'
      | 'task.requested';
  }
>;

/** Puts a fact about a campaign into plain words of the reader's language. */
export function describeCampaignFact(fact: CampaignFact, frame: Pick<Frame, 'text' | 'format'>): FactLine {
  const { text, format } = frame;
  const words = text.fact;
  switch (fact.kind) {
    case 'campaign.entered':
      return {
        what: words.campaignEntered(fact.campaign),
        ...(fact.variant !== undefined && { note: words.variant(fact.variant) }),
      };
    case 'campaign.held-out':
      return {
        what: (fact.group === 'control' ? words.campaignControl : words.campaignHeldOut)(fact.campaign),
      };
    case 'campaign.refused':
      return {
        what: words.campaignRefused(fact.campaign),
        why: text.list([
          text.campaign.refusal[fact.reason],
          ...(Object.keys(fact.why).length === 0 ? [] : [showEvidence(fact.why, frame)]),
        ]),
      };
    case 'campaign.exited':
      return {
        what: words.campaignExited(fact.campaign),
        why: text.campaign.exitReason[fact.reason],
        ...(fact.step !== undefined && { note: words.atStep(fact.step) }),
      };
    case 'campaign.converted':
      return {
        what: words.campaignConverted(fact.orderId, fact.campaign, format.shopMoney(fact.valueMinor)),
        note: words.conversionArm(showArm(fact.arm, text)),
      };
    case 'message.requested':
      return {
        what: words.messageRequested(fact.campaign, fact.step, text.byChannel[fact.channel]),
        note: words.expires(format.date(fact.expiresAt)),
      };
    case 'message.deferred':
      return {
        what: words.messageDeferred(fact.campaign, fact.step, format.dateTime(fact.until)),
        why: showReason(fact.reason, text),
      };
    case 'message.suppressed':
      return {
        what: words.messageSuppressed(fact.campaign, fact.step),
        why: showReason(fact.reason, text),
      };
    case 'message.engaged': {
      const say = fact.engagement === 'opened' ? words.messageOpened : words.messageClicked;
      return { what: say(fact.campaign, fact.step) };
    }
    case 'order.attributed': {
      const value = format.shopMoney(fact.valueMinor);
      return {
        what: words.orderAttributed(fact.orderId, fact.campaign, fact.step, value),
        why: words.touch[fact.touch],
      };
    }
    case 'award.granted':
      return {
        what: text.list([
          ...(fact.points === undefined ? [] : [words.pointsAwarded(format.number(fact.points))]),
          ...(fact.coupon === undefined ? [] : [words.couponAwarded(fact.coupon)]),
        ]),
        note: words.byCampaign(fact.campaign, fact.step),
      };
    case 'webhook.requested':
      return {
        what: words.webhookRequested(fact.endpoint),
        note: words.byCampaign(fact.campaign, fact.step),
      };
    case 'task.requested':
      return {
        what: words.taskRequested(fact.title, format.date(fact.dueAt)),
        note: words.byCampaign(fact.campaign, fact.step),
      };
    default:
      return { what: unknownKind(fact) };
  }
}

/** A kind of fact that this release does not know, which an older or newer one wrote: its name is all there is to say. */
const unknownKind = (fact: never): string => String(Object(fact).kind ?? '');
