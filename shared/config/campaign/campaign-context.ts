import type { SendingRules } from '../../domain/campaign/sending-rules.ts';
import type { CampaignScope } from '../../domain/condition/campaign-condition.ts';
import type { ShopNames } from '../../domain/condition/find-unknown-class.ts';
import type { TopicRules } from '../../domain/customer/topic-rules.ts';
import type { TextRules } from '../../domain/text/text-rules.ts';
import type { CampaignFile } from '../files/campaign-file.ts';
import type { ReadFile, ShopProblems } from '../shop-problems.ts';
import type { OwnDays } from './own-days.ts';

/** What campaigns name of the shop's other files. What could not be read is absent, and not held against them. */
export interface CampaignSurroundings {
  readonly names: ShopNames;
  readonly templates: readonly string[];
  readonly ownDays?: OwnDays;
  readonly sending?: SendingRules;
  readonly texts?: TextRules;
  readonly topics?: readonly TopicRules[];
  /** Absent too where the shop has no endpoints.yaml. */
  readonly endpoints?: readonly string[];
}

/** One campaign file that is being checked. */
export interface CampaignContext extends CampaignSurroundings, ReadFile<CampaignFile> {
  readonly problems: ShopProblems;
  /** What its conditions may name, except for the event at hand. */
  readonly scope: CampaignScope;
}
