import { awsFaultOf } from '../../../shared/aws/aws-error.ts';

/** What one call of AWS came to. */
export type Answer<Value> =
  | { readonly status: 'told'; readonly value: Value }
  | { readonly status: 'absent' }
  /** The credentials are good, and have no right to ask: the IAM action to allow. */
  | { readonly status: 'denied'; readonly action: string }
  /** The credentials are no good: expired, mistyped, of a key that was deleted. */
  | { readonly status: 'unauthenticated'; readonly code: string }
  /** Nothing was learned, and another time it may be. */
  | { readonly status: 'failed'; readonly code: string };

const ABSENT = /NotFound|DoesNotExist/;
const DENIED = /AccessDenied|NotAuthorized/;
const UNAUTHENTICATED =
  /UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignature|ExpiredToken|MissingAuthenticationToken|IncompleteSignature|InvalidToken|AuthFailure|OptInRequired/;

/** Sorts an error code of AWS; `action` is the IAM action that the call needs. */
export function refusalOf(code: string, action: string): Exclude<Answer<never>, { status: 'told' }> {
  if (ABSENT.test(code)) return { status: 'absent' };
  if (DENIED.test(code)) return { status: 'denied', action };
  return { status: UNAUTHENTICATED.test(code) ? 'unauthenticated' : 'failed', code };
}

/** Asks by a client of the SDK. An error is an answer too: the other checks go on. */
export async function askAws<Value>(action: string, ask: () => Promise<Value>): Promise<Answer<Value>> {
  try {
    return { status: 'told', value: await ask() };
  } catch (cause) {
    return refusalOf(awsFaultOf(cause).code, action);
  }
}
