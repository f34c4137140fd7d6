import * as z from 'zod';
import type { Stamped } from '../domain/customer/customer-state.ts';
import { isLaterWord } from '../domain/customer/profile.ts';
import type { Instant } from '../domain/instant.ts';

const stampedText = z.object({ value: z.string().nullable(), at: z.number() });

/** The personal data of one customer: the only item that holds any. Only delivery and the connectors read it. */
export const contactSchema = z.object({
  email: stampedText.optional(),
  phone: stampedText.optional(),
  name: stampedText.optional(),
});
export type Contact = z.infer<typeof contactSchema>;

/** What one event says of a contact; null removes a part. */
export interface ContactPatch {
  readonly at: Instant;
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly name?: string | null | undefined;
}

/** Of each part the latest word stands, whatever the order of arrival. */
export function mergeContact(contact: Contact | undefined, patch: ContactPatch): Contact {
  const merged: Contact = { ...contact };
  for (const part of ['email', 'phone', 'name'] as const) {
    const value = patch[part];
    if (value === undefined) continue;
    const said: Stamped<string | null> = { value, at: patch.at };
    const known = merged[part];
    if (isLaterWord(said, known)) merged[part] = { value, at: patch.at };
  }
  return merged;
}
