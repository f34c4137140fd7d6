import type { CampaignRules } from '../../domain/campaign/campaign-rules.ts';
import type { CustomerView } from '../../domain/customer/customer-view.ts';
import type { EventValue } from '../../domain/customer/event-data.ts';
import type { Rules } from '../../domain/rules.ts';
import { STAGES, type Stage, TIERS, type Tier } from '../../domain/segment/classes.ts';
import { currencyDecimals } from '../../domain/valuation.ts';

/** Who a preview is for: what conditions may ask of them, and what templates show beside that. */
export interface Persona {
  readonly view: CustomerView;
  readonly name?: string;
  readonly variant?: string;
  /** Fields of the event that begins the journey, in place of the sample's. */
  readonly entry: Readonly<Record<string, EventValue>>;
}

/** What a preview is asked to be otherwise than the person that it would make up. */
export interface PersonaWishes {
  readonly view: Partial<CustomerView>;
  /** Empty: the customer has given none. Absent: a name is made up. */
  readonly name?: string;
  readonly variant?: string;
  readonly entry: Readonly<Record<string, EventValue>>;
}

/** What a campaign tells of whom it is for. */
type Meant = Pick<CampaignRules, 'trigger' | 'variants'>;

/**
 * Somebody whom the campaign could be meant for: in the stage or tier that its trigger waits for, with figures that go with
 * the stage by the shop's own thresholds; then all that is wished otherwise.
 */
export function createPersona(campaign: Meant, rules: Rules, wishes: PersonaWishes): Persona {
  const stage = wishes.view.stage ?? awaited(campaign, 'stage', STAGES) ?? 'active';
  const tier = wishes.view.tier ?? awaited(campaign, 'tier', TIERS) ?? 'mid';
  const name = wishes.name ?? 'Ada Lin';
  const variant = wishes.variant ?? campaign.variants[0]?.name;
  return {
    view: { ...figuresOf(stage, tier, rules), ...wishes.view },
    ...(name !== '' && { name }),
    ...(variant !== undefined && { variant }),
    entry: wishes.entry,
  };
}

function awaited<Name extends string>(
  { trigger }: Meant,
  what: 'stage' | 'tier',
  names: readonly Name[],
): Name | undefined {
  if (trigger.kind !== 'enters' || trigger.what !== what) return undefined;
  return names.find((name) => name === trigger.name);
}

function figuresOf(stage: Stage, tier: Tier, rules: Rules): CustomerView {
  const { days, orders } = lifeOf(stage, rules);
  const value = spentIn(tier, rules);
  const isBuyer = orders > 0;
  return {
    stage,
    tier,
    frequency: orders > 4 ? 'mid' : 'low',
    r: isBuyer ? 3 : 0,
    f: isBuyer ? 3 : 0,
    m: isBuyer ? 3 : 0,
    rfmGroup: '',
    priceNeed: '',
    noveltyNeed: '',
    categories: [],
    topCategory: '',
    affinity: {},
    preferredChannel: '',
    preferredHour: -1,
    pAlive: -1,
    expectedOrders: -1,
    expectedSpend: -1,
    lifetimeValue: -1,
    expectedLoss: -1,
    segments: [],
    orders,
    occasions: orders,
    value: isBuyer ? value : 0,
    valueInWindow: isBuyer ? value : 0,
    averageOrderValue: isBuyer ? value / orders : 0,
    daysSinceLastOrder: isBuyer ? days : -1,
    daysSinceFirstOrder: isBuyer ? days + 60 * (orders - 1) : -1,
    country: '',
    locale: rules.shop.locale,
    timeZone: '',
    attributes: {},
    hasEmail: true,
    hasPhone: true,
    emailConsent: true,
    smsConsent: true,
  };
}

function lifeOf(stage: Stage, { lifecycle }: Rules): { readonly days: number; readonly orders: number } {
  switch (stage) {
    case 'prospect':
      return { days: -1, orders: 0 };
    case 'new':
      return { days: 1, orders: 1 };
    case 'active':
      return { days: 10, orders: 2 };
    case 'loyal':
      return { days: 10, orders: lifecycle.loyalOccasions };
    case 'won-back':
      return { days: 1, orders: 3 };
    case 'at-risk':
      return { days: lifecycle.atRiskDays, orders: 3 };
    case 'lapsed':
      return { days: lifecycle.lapsedDays, orders: 3 };
  }
}

/** In units of the currency: what it takes to be in the tier. */
function spentIn(tier: Tier, { tiers, shop }: Rules): number {
  const minor = {
    head: tiers.headMinor,
    mid: tiers.midMinor,
    tail: Math.floor(tiers.midMinor / 2),
  }[tier];
  return minor / 10 ** currencyDecimals(shop.currency);
}
