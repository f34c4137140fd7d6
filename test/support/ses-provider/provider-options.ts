/** What SES answers for one account. */
export interface ProviderOptions {
  /** As GetSendQuota names them; -1 is no limit. */
  readonly quota: { readonly MaxSendRate: number; readonly Max24HourSend: number };
  /** Of so many mails in a hundred something goes wrong with one, each kind as often as any other. */
  readonly faultPercent: number;
  readonly seed: number;
}

/** What can go wrong with a mail; `isTaken`: it goes out nonetheless. */
export type Fault =
  | { readonly kind: 'silence'; readonly isTaken: boolean }
  | { readonly kind: 'break'; readonly isTaken: boolean }
  | {
      readonly kind: 'error';
      readonly isTaken: boolean;
      readonly httpStatus: number;
      readonly code: string;
      readonly message: string;
    };

const refusal = (code: string, message: string): Fault => ({
  kind: 'error',
  isTaken: false,
  httpStatus: 400,
  code,
  message,
});

/** All that SES documents for SendRawEmail and that a network does, but for the day's quota, which ends a run for a quarter of an hour. */
export const FAULTS: readonly [Fault, ...Fault[]] = [
  { kind: 'silence', isTaken: false },
  { kind: 'silence', isTaken: true },
  { kind: 'break', isTaken: false },
  { kind: 'break', isTaken: true },
  { kind: 'error', isTaken: true, httpStatus: 500, code: 'InternalFailure', message: 'Oops' },
  { kind: 'error', isTaken: false, httpStatus: 503, code: 'ServiceUnavailable', message: 'Oops' },
  refusal('AccountSendingPausedException', 'Email sending is disabled for your entire account'),
  refusal('ConfigurationSetDoesNotExist', 'The configuration set does not exist'),
  refusal('ConfigurationSetSendingPausedException', 'Sending is disabled for the configuration set'),
  refusal('MailFromDomainNotVerifiedException', 'The MAIL FROM domain is not verified'),
  refusal('MessageRejected', 'Email address is not verified'),
  refusal('InvalidParameterValue', 'Missing final domain'),
  refusal('Throttling', 'Maximum sending rate exceeded.'),
];
