import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../../../../shared/domain/message/claim.ts';
import {
  addTallies,
  mailCounter,
  mailCountsOf,
  nextStretch,
  STRETCH_MS,
  tallyDay,
} from '../../../../shared/domain/reputation/mail-tally.ts';

const DAY = Date.UTC(2026, 2, 3);
const claim = (overrides: Partial<Claim> = {}): Claim => ({
  status: 'sent',
  campaign: 'sale',
  step: 'mail',
  occurrence: 'o',
  channel: 'email',
  template: 't',
  claimedAt: DAY,
  claimant: 'c',
  settledAt: DAY,
  ...overrides,
});
const told = (status: 'bounced' | 'complained' | 'delivered', reason?: string) =>
  claim({ delivery: { status, at: DAY, ...(reason !== undefined && { reason }) } });

describe('mailCountsOf', () => {
  it('counts a mail once it is sent, and what came of it', () => {
    expect(mailCountsOf(claim())).toEqual(['mailed']);
    expect(mailCountsOf(told('delivered'))).toEqual(['mailed']);
    expect(mailCountsOf(told('bounced', 'Permanent/General'))).toEqual(['mailed', 'bounced']);
    expect(mailCountsOf(told('complained', 'abuse'))).toEqual(['mailed', 'complained']);
  });

  it('counts neither a bounce that may pass nor what SES keeps back by the list of the account', () => {
    expect(mailCountsOf(told('bounced', 'Transient/MailboxFull'))).toEqual(['mailed']);
    expect(mailCountsOf(told('bounced', 'Permanent/OnAccountSuppressionList'))).toEqual(['mailed']);
    expect(mailCountsOf(told('complained', 'OnAccountSuppressionList'))).toEqual(['mailed']);
  });

  it('counts no text and nothing that was not sent', () => {
    expect(mailCountsOf(claim({ channel: 'sms' }))).toBeUndefined();
    for (const status of ['claimed', 'uncertain', 'deferred', 'rejected', 'suppressed'] as const)
      expect(mailCountsOf(claim({ status }))).toBeUndefined();
  });
});

describe('a rolling window', () => {
  it('is the mails of the stretches that begin in it, whatever else the day counts', () => {
    const instants = fc.array(fc.integer({ min: DAY, max: DAY + 86_399_999 }), { maxLength: 40 });
    const bounds = fc.tuple(fc.nat(96), fc.nat(96));
    fc.assert(
      fc.property(instants, bounds, (sent, [one, other]) => {
        const since = DAY + Math.min(one, other) * STRETCH_MS;
        const until = DAY + Math.max(one, other) * STRETCH_MS;
        const counters: Record<string, number> = { sent: sent.length, 'sent@09': 4, revenue: 12 };
        for (const at of sent)
          counters[mailCounter('bounced', at)] = (counters[mailCounter('bounced', at)] ?? 0) + 1;
        const tally = tallyDay('2026-03-03', counters, since, until);
        expect(tally).toEqual({
          mailed: 0,
          bounced: sent.filter((at) => at >= since && at < until).length,
          complained: 0,
        });
        const halves = [
          tallyDay('2026-03-03', counters, since, DAY + 48 * STRETCH_MS),
          tallyDay('2026-03-03', counters, DAY + 48 * STRETCH_MS, until),
        ];
        if (since <= DAY + 48 * STRETCH_MS && until >= DAY + 48 * STRETCH_MS)
          expect(addTallies(halves)).toEqual(tally);
      }),
    );
  });

  it('begins anew with the next stretch', () => {
    expect(nextStretch(DAY)).toBe(DAY);
    expect(nextStretch(DAY + 1)).toBe(DAY + STRETCH_MS);
  });
});
