import { calibrationFileSchema } from '../../shared/config/files/calibration-file.ts';
import { DEFAULT_RFM_GROUPS } from '../../shared/config/files/default-rfm-groups.ts';
import { needsFileSchema } from '../../shared/config/files/needs-file.ts';
import { rfmGroupsSchema } from '../../shared/config/files/rfm-groups.ts';
import { type CompiledRules, compileRules } from '../../shared/domain/compiled-rules.ts';
import type { Rules } from '../../shared/domain/rules.ts';

/** What a test wants otherwise: whole parts, or some fields of those that have many. */
type RuleOverrides = Partial<Omit<Rules, Divisible>> & {
  readonly [Part in Divisible]?: Partial<Rules[Part]>;
};
type Divisible = 'rfm' | 'tiers' | 'needs' | 'prediction';

const { unit: _, ...prediction } = calibrationFileSchema.parse({});

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
    {
      name: 'win-back',
      trigger: { kind: 'enters-stage', stage: 'lapsed' },
      audience: 'tier == "mid"',
      reentryDays: 180,
      steps: [{ name: 'offer', send: 'email', template: 'win-back', expiresAfterHours: 72 }],
    },
  ],
};

/** Rules of a small shop, with what a test wants otherwise. */
export const rulesWith = (overrides: RuleOverrides = {}): CompiledRules =>
  compileRules({
    ...smallShop,
    ...overrides,
    rfm: { ...smallShop.rfm, ...overrides.rfm },
    tiers: { ...smallShop.tiers, ...overrides.tiers },
    needs: { ...smallShop.needs, ...overrides.needs },
    prediction: { ...smallShop.prediction, ...overrides.prediction },
  });
