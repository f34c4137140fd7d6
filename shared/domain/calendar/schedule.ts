import type { Instant } from '../instant.ts';
import type { LocalDateTime } from './local-time.ts';

/** When something happens by the clock of whichever zone is asked about: once, or on some days at some minutes. */
export type Schedule =
  | { readonly kind: 'once'; readonly at: LocalDateTime }
  | {
      readonly kind: 'recurring';
      /** The first day it happens on, from a day on (both since 1970-01-01); undefined where it does not within a century. */
      readonly nextDay: (from: number) => number | undefined;
      /** Minutes of each such day, 0 to 1439, in order. */
      readonly minutesOfDay: readonly number[];
      /** After which it happens no more. */
      readonly until?: Instant;
    };

/** What is wrong with a text, for a person. */
export interface Mistake {
  readonly message: string;
  /** Where in the text, in UTF-16 units from 0. */
  readonly position: number;
}

export type ScheduleReading =
  | { readonly ok: true; readonly schedule: Schedule }
  | ({ readonly ok: false } & Mistake);
