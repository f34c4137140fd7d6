import type { CampaignRules } from './campaign/campaign-rules.ts';
import type { ExperimentRules, SendingRules } from './campaign/sending-rules.ts';
import type { ConsentRules } from './customer/topic-rules.ts';
import type { DeliveryRules } from './delivery-rules.ts';
import type { RetentionRules } from './retention-rules.ts';
import type { LifecycleRules } from './segment/lifecycle-rules.ts';
import type { NeedRules } from './segment/need-rules.ts';
import type { PredictionRules } from './segment/prediction-rules.ts';
import type { RfmRules } from './segment/rfm-rules.ts';
import type { SegmentRules } from './segment/segment-rules.ts';
import type { TierRules } from './segment/tier-rules.ts';
import type { ShopSettings } from './shop-settings.ts';
import type { TextRules } from './text/text-rules.ts';
import type { EndpointRules } from './webhook/endpoint-rules.ts';

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
