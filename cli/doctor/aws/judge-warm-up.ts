import type { Instant } from '../../../shared/domain/instant.ts';
import { type WarmUpRules, warmUpDay } from '../../../shared/domain/reputation/warm-up.ts';
import type { Finding } from '../finding.ts';
import type { SesAccount } from './mail-account.ts';

/** Whether the account lets through what the warm-up of a new domain has planned for the day. */
export function judgeWarmUp(
  { rules, timeZone }: { readonly rules: WarmUpRules; readonly timeZone: string },
  quota: SesAccount['SendQuota'],
  now: Instant,
): Finding {
  const name = 'Warm-up (delivery.yaml)';
  const today = warmUpDay(rules, timeZone, now);
  if (today === undefined)
    return { name, status: 'ok', detail: 'has not begun, or is over: nothing but the quota limits a day' };
  const step = `day ${today.day}, ${today.mails.toLocaleString('en-US')} promotional mails`;
  const perDay = quota?.Max24HourSend ?? -1;
  if (perDay < 0 || perDay >= today.mails) return { name, status: 'ok', detail: step };
  const detail = `${step}, of which the quota of ${perDay.toLocaleString('en-US')} lets no more through. Ask for more in Service Quotas (SES).`;
  return { name, status: 'missing', detail };
}
