import { localDay } from './calendar/local-day.ts';
import type { CampaignControl } from './campaign/campaign-control.ts';
import { type CompiledCampaign, compileCampaign } from './campaign/compiled-campaign.ts';
import type { CampaignControls } from './campaign/halts.ts';
import type { Counting } from './counting.ts';
import type { Instant } from './instant.ts';
import type { Rules } from './rules.ts';
import type { Calibration } from './segment/calibration.ts';
import type { ClassRules } from './segment/classify.ts';
import { type CompiledSegments, compileSegments } from './segment/compiled-segments.ts';
import { rfmGroupNames } from './segment/rfm-groups.ts';
import type { RfmCuts, RfmRules, RfmScale } from './segment/rfm-rules.ts';
import { compileLegalWindows, type LegalWindows } from './text/legal-windows.ts';
import { DEFAULT_TEXT_RULES } from './text/text-rules.ts';
import { createValuation, currencyDecimals } from './valuation.ts';

/** The rules with what can be worked out once: conditions compiled, exchange rates and business days at hand. */
export interface CompiledRules extends Rules {
  readonly counting: Counting;
  /** How many minor units make one unit of the shop's currency: 100 for USD. */
  readonly minorUnits: number;
  readonly compiledCampaigns: readonly CompiledCampaign[];
  /** By their names, and by those that they had before. */
  readonly campaignsByName: ReadonlyMap<string, CompiledCampaign>;
  /** Those that set off for everybody at once. */
  readonly datedCampaigns: readonly CompiledCampaign[];
  /** Those that set off on a day of each customer's own. */
  readonly anniversaryCampaigns: readonly CompiledCampaign[];
  /** Those that wait for customers to move into or out of a class. */
  readonly classCampaigns: readonly CompiledCampaign[];
  readonly eventCampaigns: readonly CompiledCampaign[];
  readonly controls: CampaignControls;
  /** When promotional texts may go by law, by country. */
  readonly legalWindows: ReadonlyMap<string, LegalWindows>;
  readonly compiledSegments: CompiledSegments;
  /** The name of each RFM cell's group, by its three digits, recency first. */
  readonly rfmGroups: ReadonlyMap<string, string>;
  /** What holds from when on, the newest first; the last of them holds from the beginning. */
  readonly epochs: readonly RulesInForce[];
}

/** The rules between two calibrations: the shop's files, with what was learned from its customers in place of what they give. */
export interface RulesInForce
  extends ClassRules,
    Pick<CompiledRules, 'shop' | 'prediction' | 'minorUnits' | 'rfmGroups'> {
  readonly since: Instant;
  /** Number of the calibration; 0 before the first. */
  readonly calibration: number;
}

/** Throws `CAMPAIGN.CONDITION` or `SEGMENT.CONDITION` where one does not compile; the shop's loader has refused such a file before. */
export function compileRules(rules: Rules, calibrations: readonly Calibration[] = []): CompiledRules {
  const { timeZone, currency } = rules.shop;
  const compiledSegments = compileSegments(rules.segments);
  const compiledCampaigns = rules.campaigns.map((campaign) =>
    compileCampaign(campaign, rules.segments, rules.sending, timeZone),
  );
  const compiled = {
    ...rules,
    counting: { valuation: createValuation(rules.shop), dayOf: (at: Instant) => localDay(at, timeZone) },
    minorUnits: 10 ** currencyDecimals(currency),
    compiledCampaigns,
    campaignsByName: new Map(
      compiledCampaigns.flatMap((campaign) =>
        [...campaign.formerNames, campaign.name].map((name) => [name, campaign] as const),
      ),
    ),
    datedCampaigns: compiledCampaigns.filter(({ dated }) => dated !== undefined),
    anniversaryCampaigns: compiledCampaigns.filter(({ trigger }) => trigger.kind === 'anniversary'),
    classCampaigns: compiledCampaigns.filter(
      ({ trigger }) => trigger.kind === 'enters' || trigger.kind === 'leaves',
    ),
    eventCampaigns: compiledCampaigns.filter(({ trigger }) => trigger.kind === 'event'),
    controls: undefined,
    legalWindows: compileLegalWindows(rules.texts ?? DEFAULT_TEXT_RULES),
    compiledSegments,
    rfmGroups: rfmGroupNames(rules.rfm.groups),
    epochs: [],
  };
  return withCalibrations(compiled, calibrations);
}

/** The same rules with other calibrations, in any order. Where the first ones are missing, the oldest holds before itself too. */
export function withCalibrations(rules: CompiledRules, calibrations: readonly Calibration[]): CompiledRules {
  const newestFirst = calibrations
    .filter(({ currency }) => currency === rules.shop.currency)
    .sort((a, b) => b.sequence - a.sequence);
  const epochs = newestFirst.map((calibration) => epochOf(rules, calibration));
  const oldest = epochs.at(-1);
  const isComplete = oldest === undefined || oldest.calibration === 1;
  if (isComplete) return { ...rules, epochs: [...epochs, epochOf(rules, undefined)] };
  return { ...rules, epochs: epochs.with(-1, { ...oldest, since: Number.NEGATIVE_INFINITY }) };
}

/** The same rules with what people decided about campaigns; undefined where nobody can, as in a dry run. */
export const withControls = (
  rules: CompiledRules,
  controls: readonly CampaignControl[] | undefined,
): CompiledRules => ({
  ...rules,
  controls: controls && new Map(controls.map((control) => [control.campaign, control])),
});

/** The rules that hold from an instant on. */
export function rulesAt({ epochs }: CompiledRules, now: Instant): RulesInForce {
  for (const epoch of epochs) if (epoch.since <= now) return epoch;
  throw new RangeError('Rules without an epoch.');
}

/** The rules that held up to an instant. */
export const rulesBefore = (rules: CompiledRules, now: Instant): RulesInForce =>
  rules.epochs.find(({ since }) => since < now) ?? rulesAt(rules, now);

/** The first instant after `now` at which other rules come into force. */
export function nextEpoch({ epochs }: CompiledRules, now: Instant): Instant | undefined {
  let next: Instant | undefined;
  for (const { since } of epochs) {
    if (since <= now) break;
    next = since;
  }
  return next;
}

function epochOf(rules: CompiledRules, calibration: Calibration | undefined): RulesInForce {
  const { shop, prediction, minorUnits, rfmGroups, lifecycle, needs, rfm, tiers } = rules;
  return {
    since: calibration?.effectiveAt ?? Number.NEGATIVE_INFINITY,
    calibration: calibration?.sequence ?? 0,
    rfm: cutsInForce(rfm, calibration?.rfm),
    tiers: tiers.share === undefined ? tiers : { ...tiers, ...calibration?.tiers },
    model: calibration?.model,
    arrivals: calibration?.arrivals,
    lifecycle,
    needs,
    shop,
    prediction,
    minorUnits,
    rfmGroups,
  };
}

/** A score that the shop has fixed since stays fixed, whatever was learned. */
function cutsInForce(rfm: RfmRules, learned: Calibration['rfm'] | undefined): RfmCuts {
  const { cutPoints } = rfm;
  const of = <Cuts>(scale: RfmScale, known: Cuts | undefined, given: Cuts): Cuts =>
    (cutPoints[scale] === 'learned' ? known : undefined) ?? given;
  return {
    recencyDays: of('recency', learned?.recencyDays, rfm.recencyDays),
    frequencyOccasions: of('frequency', learned?.frequencyOccasions, rfm.frequencyOccasions),
    monetaryMinor: of('monetary', learned?.monetaryMinor, rfm.monetaryMinor),
  };
}
