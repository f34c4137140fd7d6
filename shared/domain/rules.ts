import type { CampaignRules } from './campaign/campaign-rules.ts';
import type { ExperimentRules, SendingRules } from './campaign/sending-rules.ts';
import type { ConsentRules } from './customer/topic-rules.ts';
import type { DeliveryRules } from './delivery-rules.ts';
import type { LinkRules } from './message/link-parameters.ts';
import type { RetentionRules } from './retention-rules.ts';
import type { LifecycleRules } from './segment/lifecycle-rules.ts';
import type { NeedRules } from './segment/need-rules.ts';
import type { PredictionRules } from './segment/prediction-rules.ts';
import type { RfmRules } from './segment/rfm-rules.ts';
import type { SegmentRules } from './segment/segment-rules.ts';
import type { TierRules } from './segment/tier-rules.ts';
import type { TextRules } from './text/text-rules.ts';
import type { EndpointRules } from './webhook/endpoint-rules.ts';

export interface ShopSettings {
  readonly name: string;
  /** ISO 4217. Value is counted in it. */
  readonly currency: string;
  /** What one unit (not minor unit) of another currency is worth in the shop's own. */
  readonly exchangeRates: Readonly<Record<string, number>>;
  /** IANA zone; a purchase occasion is a day of this zone. */
  readonly timeZone: string;
  /** BCP 47; the language of a customer who has said none. */
  readonly locale: string;
  /** All that the shop says it speaks: every template has each. */
  readonly locales?: readonly string[];
  /** The physical address that commercial mail must carry (CAN-SPAM 15 U.S.C. 7704(a)(5)). */
  readonly postalAddress: string;
  /** Display name of the sender of mails; `name` where absent. */
  readonly senderName?: string;
  /** Where mails link to. */
  readonly website?: string;
  /** Where answers to mails go; to the sender where absent. */
  readonly replyTo?: string;
  /** What links tell of the message that they stand in; nothing where absent. */
  readonly links?: LinkRules;
}

/** The marketer's files, validated and compiled. Plain data: it can be written to JSON and read back. */
export interface Rules {
  /** Hash of the files' contents. */
  readonly version: string;
  readonly shop: ShopSettings;
  readonly rfm: RfmRules;
  readonly tiers: TierRules;
  readonly lifecycle: LifecycleRules;
  readonly needs: NeedRules;
  readonly prediction: PredictionRules;
  readonly segments: readonly SegmentRules[];
  readonly campaigns: readonly CampaignRules[];
  readonly sending: SendingRules;
  readonly experiments: ExperimentRules;
  /** Absent: `DEFAULT_DELIVERY`. */
  readonly delivery?: DeliveryRules;
  /** Absent: `DEFAULT_RETENTION`. */
  readonly retention?: RetentionRules;
  /** Absent where the shop has no topics.yaml: consent is to a channel as a whole. */
  readonly consent?: ConsentRules;
  /** Absent in a bundle of a release before; `DEFAULT_TEXT_RULES` hold then. */
  readonly texts?: TextRules;
  /** Absent where the shop has no endpoints.yaml: what webhook steps ask for goes to the bus alone. */
  readonly endpoints?: readonly EndpointRules[];
}
