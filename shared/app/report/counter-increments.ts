import type { Instant } from '../../domain/instant.ts';
import type { CampaignDayCounter } from '../../domain/report/campaign-counters.ts';
import { type MailCount, mailCounter } from '../../domain/reputation/mail-tally.ts';
import type { Key, Write } from '../../ports.ts';
import {
  campaignCountersKey,
  campaignDayCountersKey,
  dayCountersKey,
  mailCountersKey,
  TOTAL_COUNTERS_KEY,
} from '../item-keys.ts';

/** What is to be added to which counter item. */
export class CounterIncrements {
  private readonly items = new Map<
    string,
    { readonly key: Key; readonly increments: Record<string, number> }
  >();

  /** Adds to the total. */
  addToTotal(name: string, amount = 1): void {
    this.add(TOTAL_COUNTERS_KEY, name, amount);
  }

  /** Adds to the day (UTC) that an instant falls on. */
  addToDay(at: Instant, name: string, amount = 1): void {
    this.add(dayCountersKey(utcDay(at)), name, amount);
  }

  /** Adds to a campaign. */
  addToCampaign(campaign: string, name: string, amount = 1): void {
    this.add(campaignCountersKey(campaign), name, amount);
  }

  /** Adds to a campaign's day (UTC). */
  addToCampaignDay(campaign: string, at: Instant, name: CampaignDayCounter, amount = 1): void {
    this.add(campaignDayCountersKey(campaign, utcDay(at)), name, amount);
  }

  /** Adds to what became of the mails that a campaign sent at an instant, and of all mails. */
  addToMail(campaign: string, sentAt: Instant, count: MailCount, amount: number): void {
    const name = mailCounter(count, sentAt);
    this.add(campaignDayCountersKey(campaign, utcDay(sentAt)), name, amount);
    this.add(mailCountersKey(utcDay(sentAt)), name, amount);
  }

  /** One write for each item to which something is to be added. */
  writes(): readonly Write[] {
    return [...this.items.values()]
      .filter(({ increments }) => Object.keys(increments).length > 0)
      .map(({ key, increments }) => ({ kind: 'add', key, increments }));
  }

  /** Keeps no zeros, so that a customer who only moved back and forth writes nothing. */
  private add(key: Key, name: string, amount: number): void {
    const place = `${key.pk}\n${key.sk}`;
    const item = this.items.get(place) ?? { key, increments: {} };
    this.items.set(place, item);
    const { increments } = item;
    const sum = (increments[name] ?? 0) + amount;
    if (sum === 0) delete increments[name];
    else increments[name] = sum;
  }
}

const utcDay = (at: Instant): string => new Date(at).toISOString().slice(0, 10);
