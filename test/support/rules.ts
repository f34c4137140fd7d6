import { type CompiledRules, compileRules } from '../../shared/domain/compiled-rules.ts';
import type { Rules } from '../../shared/domain/rules.ts';

/** Rules of a small shop, with what a test wants otherwise. */
export const rulesWith = (overrides: Partial<Rules> = {}): CompiledRules =>
  compileRules({
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
      recencyDays: [30, 90, 180, 365],
      frequencyOccasions: [2, 3, 5, 8],
      monetaryMinor: [3_000, 6_000, 12_000, 25_000],
    },
    tiers: { windowDays: 365, headMinor: 30_000, midMinor: 8_000, highOccasions: 6, midOccasions: 2 },
    lifecycle: { newDays: 30, loyalOccasions: 4, atRiskDays: 90, lapsedDays: 180, wonBackDays: 60 },
    campaigns: [
      {
        name: 'win-back',
        trigger: { kind: 'enters-stage', stage: 'lapsed' },
        audience: 'tier == "mid"',
        reentryDays: 180,
        steps: [{ name: 'offer', send: 'email', template: 'win-back', expiresAfterHours: 72 }],
      },
    ],
    ...overrides,
  });
