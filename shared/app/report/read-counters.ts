import * as z from 'zod';
import type { Item } from '../../ports.ts';

const countersSchema = z.record(z.string(), z.number());

/** The numbers of a counter item by name; none where it is not there yet. Throws a ZodError. */
export const readCounters = (item: Item | undefined): Readonly<Record<string, number>> =>
  item === undefined ? {} : countersSchema.parse(item.body);
