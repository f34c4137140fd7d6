import { describe, expect, it } from 'vitest';
import { tallyCampaign } from '../../../../shared/app/console/campaign-tally.ts';
import { campaignCounter } from '../../../../shared/domain/report/campaign-counters.ts';

describe('tallyCampaign', () => {
  it('sorts counters out by arm, step and reason, and adds those of a former name', () => {
    const tally = tallyCampaign('win-back', [
      {
        [campaignCounter.entered('story')]: 40,
        [campaignCounter.converted('story')]: 4,
        [campaignCounter.value('story')]: 8_000,
        [campaignCounter.squares('story')]: 2_000,
        [campaignCounter.entered('holdout')]: 5,
        [campaignCounter.refused('re-entry')]: 1,
        [campaignCounter.refused('not-in-audience')]: 7,
        [campaignCounter.exited('finished')]: 30,
        [campaignCounter.requested('second')]: 9,
        [campaignCounter.requested('first')]: 40,
        [campaignCounter.outcome('sent', 'first')]: 37,
        [campaignCounter.outcome('uncertain', 'first')]: 1,
        [campaignCounter.suppressed('first', 'no-consent')]: 3,
        [campaignCounter.deferred('first', 'quiet')]: 2,
        [campaignCounter.engaged('opened', 'first')]: 20,
        [campaignCounter.engaged('clicked', 'first')]: 6,
        [campaignCounter.attributedOrders('first')]: 3,
        [campaignCounter.attributedRevenue('first')]: 6_000,
        [campaignCounter.billed('email')]: 37,
        'invented.thing': 9,
        plain: 1,
      },
      { [campaignCounter.entered('story')]: 10, [campaignCounter.suppressed('first', 'no-consent')]: 0 },
    ]);
    expect(tally.arms).toEqual(
      new Map([
        ['story', { customers: 50, converted: 4, value: 8_000, squares: 20_000_000 }],
        ['holdout', { customers: 5, converted: 0, value: 0, squares: 0 }],
      ]),
    );
    expect(tally.refused).toEqual([
      { reason: 'not-in-audience', count: 7 },
      { reason: 're-entry', count: 1 },
    ]);
    expect(tally.billed).toEqual({ email: 37 });
    expect(tally.messages).toMatchObject([
      {
        campaign: 'win-back',
        step: 'first',
        requested: 40,
        outcomes: { sent: 37, uncertain: 1, rejected: 0 },
        suppressed: [{ reason: 'no-consent', count: 3 }],
        deferred: [{ reason: 'quiet', count: 2 }],
        opened: 20,
        clicked: 6,
        orders: 3,
        revenueMinor: 6_000,
      },
      { step: 'second', requested: 9 },
    ]);
  });

  it('has nothing to tell of a campaign that did nothing', () => {
    expect(tallyCampaign('new', [])).toEqual({
      arms: new Map(),
      messages: [],
      refused: [],
      exited: [],
      billed: {},
    });
  });
});
