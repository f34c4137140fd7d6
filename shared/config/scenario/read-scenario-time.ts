import { instantOf } from '../../domain/calendar/local-time.ts';
import { readLocalDateTime } from '../../domain/calendar/read-once.ts';
import { DAY_MS, type Instant } from '../../domain/instant.ts';

const MINUTE_MS = 60_000;
const SECOND_MS = 1000;

/** A time of a scenario file: the instant, and the last one that it may stand for. */
export interface ScenarioTime {
  readonly at: Instant;
  /** The end of the day, minute or second that the time is told to. */
  readonly upTo: Instant;
}

/** Reads a time that `scenarioTimeSchema` accepts; one without an offset is told by `timeZone`. Undefined for a day or an hour that there is not. */
export function readScenarioTime(text: string, timeZone: string): ScenarioTime | undefined {
  const [, date = '', hour, minute = '00', second, offset] =
    /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2})?)?$/.exec(text) ?? [];
  const local = readLocalDateTime(`${date}T${hour ?? '00'}:${minute}`);
  if ('message' in local || Number(second ?? 0) > 59) return undefined;
  const start =
    offset === undefined
      ? instantOf(local, timeZone) + Number(second ?? 0) * SECOND_MS
      : Date.parse(`${date}T${hour}:${minute}:${second ?? '00'}${offset}`);
  if (Number.isNaN(start)) return undefined;
  const spanMs = hour === undefined ? DAY_MS : second === undefined ? MINUTE_MS : SECOND_MS;
  return { at: start, upTo: start + spanMs - 1 };
}
