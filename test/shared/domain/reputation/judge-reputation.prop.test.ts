import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeReputation, ratesOver } from '../../../../shared/domain/reputation/judge-reputation.ts';
import { addTallies, type MailTally } from '../../../../shared/domain/reputation/mail-tally.ts';
import { DEFAULT_REPUTATION as RULES } from '../../../../shared/domain/reputation/reputation-rules.ts';

/** Small numbers and large ones; what bounced or was complained of was sent. */
const tallies: fc.Arbitrary<MailTally> = fc
  .tuple(fc.nat(3000), fc.nat(100), fc.nat(100))
  .map(([mailed, bounced, complained]) => ({
    mailed: mailed + bounced + complained,
    bounced,
    complained,
  }));
const campaigns = fc.array(fc.record({ tally: tallies, isPromotional: fc.boolean() }), { maxLength: 8 });
const named = (list: readonly { readonly tally: MailTally; readonly isPromotional: boolean }[]) =>
  list.map((mail, position) => ({ campaign: `c${position}`, ...mail }));

describe('judgeReputation', () => {
  it('finds shares from 0 to 1, each at its threshold or above, and none below the minimum', () => {
    fc.assert(
      fc.property(tallies, (tally) => {
        for (const { value, threshold, messages, count } of ratesOver(tally, RULES, RULES)) {
          expect(value).toBeGreaterThanOrEqual(threshold);
          expect(value).toBeLessThanOrEqual(1);
          expect(messages).toBeGreaterThanOrEqual(RULES.atLeast);
          expect(count).toBeGreaterThanOrEqual(RULES.atLeastOfKind);
        }
      }),
    );
  });

  it('pauses promotion alone, and below the minimum only what takes part in a mean that is over', () => {
    fc.assert(
      fc.property(campaigns, (list) => {
        const mails = named(list);
        const judgement = judgeReputation(addTallies(mails.map(({ tally }) => tally)), mails, RULES);
        const shopOver = new Set(judgement.shop.map(({ rate }) => rate));
        for (const { campaign, over, isToPause } of judgement.campaigns) {
          const mail = mails.find((each) => each.campaign === campaign);
          expect(isToPause).toBe(mail?.isPromotional);
          for (const { rate, messages, count, value, threshold } of over) {
            expect(value).toBeGreaterThanOrEqual(threshold);
            const isBigEnough = messages >= RULES.atLeast && count >= RULES.atLeastOfKind;
            expect(isBigEnough || shopOver.has(rate)).toBe(true);
          }
        }
      }),
    );
  });

  it('finds at least one campaign over where all together are', () => {
    fc.assert(
      fc.property(campaigns, (list) => {
        const mails = named(list);
        const judgement = judgeReputation(addTallies(mails.map(({ tally }) => tally)), mails, RULES);
        for (const { rate } of judgement.shop)
          expect(judgement.campaigns.some(({ over }) => over.some((each) => each.rate === rate))).toBe(true);
      }),
    );
  });
});

describe('the minimum', () => {
  it('keeps one complaint, or two, of few mails from being a rate', () => {
    const tally = (mailed: number, complained: number) => ({ mailed, bounced: 0, complained });
    expect(ratesOver(tally(500, 2), RULES, RULES)).toEqual([]);
    expect(ratesOver(tally(499, 3), RULES, RULES)).toEqual([]);
    expect(ratesOver(tally(500, 3), RULES, RULES)).toEqual([
      { rate: 'complaints', value: 0.006, threshold: 0.0008, messages: 500, count: 3 },
    ]);
    expect(ratesOver(tally(3751, 3), RULES, RULES)).toEqual([]);
  });
});
