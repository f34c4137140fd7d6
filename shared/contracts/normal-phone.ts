import type * as z from 'zod';
import { readPhoneNumber } from '../domain/text/read-phone-number.ts';

interface Said {
  readonly contact?: { readonly phone?: string | null | undefined } | undefined;
  readonly country?: string | undefined;
}

/** A transform for zod: the same with its number in E.164, or the problem at the number's place, which does not quote it. */
export function normalPhone<Data extends Said>(data: Data, context: z.core.$RefinementCtx): Data {
  const phone = data.contact?.phone;
  if (phone === undefined || phone === null) return data;
  const reading = readPhoneNumber(phone, data.country);
  if (reading.ok) return { ...data, contact: { ...data.contact, phone: reading.number } };
  context.addIssue({ code: 'custom', path: ['contact', 'phone'], message: reading.message });
  return data;
}
