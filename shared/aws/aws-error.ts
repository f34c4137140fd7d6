import { PerennialError } from '../perennial-error.ts';

/** What an error of the AWS SDK says of itself. */
export interface AwsFault {
  /** The error's code, such as `ThrottlingException`; `Error` names of Node for failed connections. */
  readonly code: string;
  readonly message: string;
  /** HTTP status; absent where no answer came. */
  readonly status?: number;
}

const RETRYABLE_CODES =
  /Throttl|TooManyRequests|RequestLimitExceeded|ProvisionedThroughputExceeded|LimitExceeded|InProgress|Timeout|Unavailable|Internal/;

/** Reads an error that an SDK client threw. */
export function awsFaultOf(cause: unknown): AwsFault {
  if (!(cause instanceof Error)) return { code: 'Unknown', message: String(cause) };
  const metadata: unknown = '$metadata' in cause ? cause.$metadata : undefined;
  const status =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
      ? metadata.httpStatusCode
      : undefined;
  const nodeCode = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  return {
    code: nodeCode ?? cause.name,
    message: cause.message,
    ...(typeof status === 'number' && { status }),
  };
}

/** Whether the same call may succeed later: throttled, the service's own fault, or no answer at all. */
export const isRetryableFault = ({ code, status }: AwsFault): boolean =>
  status === undefined || status >= 500 || status === 429 || RETRYABLE_CODES.test(code);

/**
 * The error to throw for a call that failed: `code` is AREA.REASON, `what` completes "Could not ...". Service messages
 * can quote what was sent, so of them only the code is kept; the cause has the rest.
 */
export function awsError(code: string, what: string, cause: unknown): PerennialError {
  if (cause instanceof PerennialError) return cause;
  const fault = awsFaultOf(cause);
  const retryable = isRetryableFault(fault);
  const advice = retryable ? 'It may work later.' : 'Check the name, the region and the permissions.';
  return new PerennialError(code, {
    message: `Could not ${what}: ${fault.code}. ${advice}`,
    retryable,
    details: { fault: fault.code, ...(fault.status !== undefined && { status: fault.status }) },
    cause,
  });
}
