import * as z from 'zod';
import { durationTextSchema } from './duration-text.ts';

/** `2026-03-01T10:00:00Z`, with any offset, or without one: then, as a date alone (its midnight), by the scenario's zone. */
export const scenarioTimeSchema = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?$/,
    "must be a time such as 2026-03-01T10:00:00Z, or 2026-03-01T10:00 by the clock of the scenario's zone",
  );

/** Ten years: longer ago than anything that a rule looks at. */
export const stretchSchema = durationTextSchema(3660);
