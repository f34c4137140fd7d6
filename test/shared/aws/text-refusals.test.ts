import {
  AccessDeniedExceptionReason,
  ConflictExceptionReason,
  ServiceQuotaExceededExceptionReason,
  ValidationExceptionReason,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { describe, expect, it } from 'vitest';
import { isTextRejection, TEXT_REFUSALS } from '../../../shared/aws/text-refusals.ts';

const REASONS = [
  AccessDeniedExceptionReason,
  ConflictExceptionReason,
  ServiceQuotaExceededExceptionReason,
  ValidationExceptionReason,
].flatMap((reasons) => Object.values(reasons));

describe('the refusals of End User Messaging', () => {
  it('are all there, and none that it does not give', () => {
    expect(Object.keys(TEXT_REFUSALS).toSorted()).toEqual([...new Set(REASONS)].toSorted());
  });

  it('are about the account wherever a limit is reached or access is denied', () => {
    const limits = [
      ...Object.values(ServiceQuotaExceededExceptionReason),
      ...Object.values(AccessDeniedExceptionReason),
    ];
    expect(limits.filter(isTextRejection)).toEqual([]);
  });

  it('are about the text where the number or its country is refused', () => {
    const refused = [
      'DESTINATION_PHONE_NUMBER_OPTED_OUT',
      'DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION',
      'PRICE_OVER_THRESHOLD',
      'COUNTRY_NOT_ENABLED',
    ];
    expect(refused.filter(isTextRejection)).toEqual(refused);
    expect(isTextRejection('A_REASON_OF_TOMORROW')).toBe(false);
  });
});
