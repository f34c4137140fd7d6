import { createHash, timingSafeEqual } from 'node:crypto';
import type { Bus, Clock, Secrets } from '../../ports.ts';
import { acceptEvents, EVENTS_PER_REQUEST, type EventAnswer } from './accept-events.ts';

interface EventsDeps {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly secrets: Secrets;
  /** Name of the secret that holds the API key. */
  readonly apiKeySecret: string;
}

export interface EventsRequest {
  /** The `Authorization` header. */
  readonly authorization: string | undefined;
  readonly body: string;
}

export interface EventsResponse {
  /** 202 all accepted, 207 some, 400 none or not readable, 401, 413, 503 try again. */
  readonly status: 202 | 207 | 400 | 401 | 413 | 503;
  readonly json:
    | { readonly accepted: number; readonly rejected: number; readonly results: readonly EventAnswer[] }
    | { readonly error: { readonly code: string; readonly message: string } };
}

/** Answers `POST /events`: a JSON object with one event, or an array of up to 100; each is accepted or rejected with a reason. */
export async function answerEventsRequest(request: EventsRequest, deps: EventsDeps): Promise<EventsResponse> {
  const key = await deps.secrets.get(deps.apiKeySecret);
  if (!isBearer(request.authorization, key))
    return refuse(401, 'EVENTS.UNAUTHORIZED', 'Send the API key in the header "Authorization: Bearer KEY".');
  const candidates = readCandidates(request.body);
  if (candidates === undefined)
    return refuse(
      400,
      'EVENTS.NOT_JSON',
      'The body must be JSON: one event, or an array of up to 100 events.',
    );
  if (candidates.length === 0)
    return refuse(400, 'EVENTS.EMPTY', 'The array has no events; send one to 100.');
  if (candidates.length > EVENTS_PER_REQUEST)
    return refuse(
      413,
      'EVENTS.TOO_MANY',
      `The array has ${candidates.length} events; send ${EVENTS_PER_REQUEST} at most in one request.`,
    );
  const results = await acceptEvents(candidates, deps);
  const accepted = results.filter(({ status }) => status === 'accepted').length;
  const rejected = results.length - accepted;
  return { status: statusOf(results, accepted), json: { accepted, rejected, results } };
}

function statusOf(results: readonly EventAnswer[], accepted: number): EventsResponse['status'] {
  if (accepted === results.length) return 202;
  if (accepted > 0) return 207;
  return results.some((answer) => answer.status === 'rejected' && answer.retryable) ? 503 : 400;
}

const refuse = (status: EventsResponse['status'], code: string, message: string): EventsResponse => ({
  status,
  json: { error: { code, message } },
});

/** Compares hashes, so that the time it takes tells nothing about the key. */
function isBearer(authorization: string | undefined, key: string): boolean {
  const given = /^Bearer\s+(\S+)\s*$/i.exec(authorization ?? '')?.[1];
  if (given === undefined) return false;
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(key));
}

function readCandidates(body: string): readonly unknown[] | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    if (Array.isArray(parsed)) return parsed;
    return typeof parsed === 'object' && parsed !== null ? [parsed] : undefined;
  } catch {
    return undefined;
  }
}
