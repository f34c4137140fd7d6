import { calibrationFileSchema } from '../../shared/config/files/calibration-file.ts';
import { DEFAULT_RFM_GROUPS } from '../../shared/config/files/default-rfm-groups.ts';
import { needsFileSchema } from '../../shared/config/files/needs-file.ts';
import { rfmGroupsSchema } from '../../shared/config/files/rfm-groups.ts';
import type { CampaignRules, SendStep } from '../../shared/domain/campaign/campaign-rules.ts';
import { type CompiledRules, compileRules } from '../../shared/domain/compiled-rules.ts';
import type { Rules } from '../../shared/domain/rules.ts';

/** What a test wants otherwise: whole parts, or some fields of those that have many. */
type RuleOverrides = Partial<Omit<Rules, Divisible>> & {
  readonly [Part in Divisible]?: Partial<Rules[Part]>;
};
type Divisible = 'rfm' | 'tiers' | 'needs' | 'prediction';

const { unit: _, ...prediction } = calibrationFileSchema.parse({});

/** A campaign that sends one mail to everybody who places an order, with what a test wants otherwise. */
export function campaign(overrides: Partial<CampaignRules> = {}): CampaignRules {
  return {
    name: 'thanks',
    formerNames: [],
    purpose: 'promotional',
    trigger: { kind: 'event', event: 'order.placed' },
    exitOn: [],
    reentry: { kind: 'always' },
    priority: 0,
    holdoutPercent: 0,
    variants: [],
    conversionDays: 7,
    sendHours: [],
    pace: {},
    steps: [sendStep()],
    ...overrides,
  };
}

/** A mail that is worth sending for three days. */
export function sendStep(overrides: Partial<SendStep> = {}): SendStep {
  return {
    kind: 'send',
    name: 'mail',
    channels: ['email'],
    template: 'thanks',
    offer: {},
    variations: [],
    expiresAfterHours: 72,
    ...overrides,
  };
}

/** Nothing is learned, and classes are lost at the thresholds at which they are gained. */
const smallShop: Rules = {
  version: 'test',
  shop: {
    name: 'Test shop',
    currency: 'USD',
    exchangeRates: { JPY: 0.01 },
    timeZone: 'UTC',
    locale: 'en',
    postalAddress: '1 Test Street',
  },
  rfm: {
    cutPoints: { recency: 'fixed', frequency: 'fixed', monetary: 'fixed' },
    recencyDays: [30, 90, 180, 365],
    frequencyOccasions: [2, 3, 5, 8],
    monetaryMinor: [3_000, 6_000, 12_000, 25_000],
    groups: rfmGroupsSchema.parse(DEFAULT_RFM_GROUPS),
  },
  tiers: {
    windowDays: 365,
    headMinor: 30_000,
    midMinor: 8_000,
    hysteresis: 0,
    highOccasions: 6,
    midOccasions: 2,
    occasionsSlack: 0,
  },
  lifecycle: { newDays: 30, loyalOccasions: 4, atRiskDays: 90, lapsedDays: 180, wonBackDays: 60 },
  needs: needsFileSchema.parse({}),
  prediction: { ...prediction, unitDays: 7 },
  segments: [],
  campaigns: [
    campaign({
      name: 'win-back',
      trigger: { kind: 'enters', what: 'stage', name: 'lapsed' },
      audience: 'tier == "mid"',
      reentry: { kind: 'after', days: 180 },
      steps: [sendStep({ name: 'offer', template: 'win-back' })],
    }),
  ],
  sending: { caps: [], quietHours: { email: [], sms: [] }, costs: { email: 0, sms: 0 } },
  experiments: { controlPercent: 0, salt: 'test', confidence: 0.95 },
};

/** Rules of a small shop as its files give them, with what a test wants otherwise. */
export const plainRulesWith = (overrides: RuleOverrides = {}): Rules => ({
  ...smallShop,
  ...overrides,
  rfm: { ...smallShop.rfm, ...overrides.rfm },
  tiers: { ...smallShop.tiers, ...overrides.tiers },
  needs: { ...smallShop.needs, ...overrides.needs },
  prediction: { ...smallShop.prediction, ...overrides.prediction },
});

/** The same, compiled. */
export const rulesWith = (overrides: RuleOverrides = {}): CompiledRules =>
  compileRules(plainRulesWith(overrides));
