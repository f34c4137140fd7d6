import { describe, expect, it } from 'vitest';
import { compareMessages } from '../../../shared/app/simulate/compare-messages.ts';
import { type LoggedMessages, MessageLog } from '../../../shared/app/simulate/message-log.ts';
import type { Fact } from '../../../shared/domain/customer/fact.ts';
import { day } from '../../support/inputs.ts';
import { messageRequested } from '../../support/message-requested.ts';

type Requested = Extract<Fact, { kind: 'message.requested' }>;

const message = (at: number, overrides: Partial<Requested> = {}): Requested =>
  messageRequested({ at: day(at), ...overrides });
const logOf = (...facts: readonly Requested[]): LoggedMessages => {
  const log = new MessageLog();
  log.add('ann', facts);
  return log.byCustomer;
};
const compared = (before: LoggedMessages, after: LoggedMessages) =>
  compareMessages(before, after, (name) => (name === 'old' ? 'win-back' : name)).map((change) => [
    change.kind,
    'before' in change ? (change.before.at - day(0)) / 86_400_000 : undefined,
    'after' in change ? (change.after.at - day(0)) / 86_400_000 : undefined,
  ]);

describe('compareMessages', () => {
  it('says nothing of what is the same', () => {
    expect(compared(logOf(message(1), message(9)), logOf(message(1), message(9)))).toEqual([]);
  });

  it('tells what comes more, less and at another time, and pairs what is left in order', () => {
    expect(compared(logOf(message(1)), logOf(message(1), message(9)))).toEqual([['more', undefined, 9]]);
    expect(compared(logOf(message(1), message(9)), logOf(message(9)))).toEqual([['less', 1, undefined]]);
    expect(compared(logOf(message(1), message(9)), logOf(message(2), message(9)))).toEqual([['moved', 1, 2]]);
    expect(compared(logOf(), logOf(message(1)))).toEqual([['more', undefined, 1]]);
  });

  it('tells another channel, template or offer at the same time', () => {
    for (const other of [{ channel: 'sms' }, { template: 'card' }, { offer: { percent: 10 } }] as const)
      expect(compared(logOf(message(1)), logOf(message(1, other)))).toEqual([['changed', 1, 1]]);
  });

  it('knows a campaign by the name that it has now, and keeps steps apart', () => {
    expect(compared(logOf(message(1, { campaign: 'old' })), logOf(message(1)))).toEqual([]);
    expect(compared(logOf(message(1)), logOf(message(1, { step: 'second' })))).toEqual([
      ['less', 1, undefined],
      ['more', undefined, 1],
    ]);
  });
});
