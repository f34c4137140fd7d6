import * as z from 'zod';
import type { Consent, CustomerState } from '../../../domain/customer/customer-state.ts';
import { nonEmptyRecord } from './non-empty-record.ts';

const stamped = <Value extends z.ZodType>(value: Value) => z.object({ value, at: z.number() });

const consent = z
  .object({
    status: z.enum(['granted', 'withdrawn', 'pending']),
    at: z.number(),
    source: z.string(),
    asked: z.number().optional(),
  })
  .transform(({ asked, ...said }): Consent => (asked === undefined ? said : { ...said, asked }));

/** What the customer is like, what they allow, and through which channels there is anything to reach them at. */
export const profileFields = {
  attributes: z
    .record(z.string(), stamped(z.union([z.string(), z.number(), z.boolean(), z.null()])))
    .optional(),
  locale: stamped(z.string()).optional(),
  timeZone: stamped(z.string()).optional(),
  country: stamped(z.string()).optional(),
  phoneCountry: stamped(z.string()).optional(),
  birthday: stamped(z.string()).optional(),
  email: consent.optional(),
  sms: consent.optional(),
  /** By channel and topic. */
  topics: z.record(z.string(), consent).optional(),
  hasEmail: stamped(z.boolean()).optional(),
  hasPhone: stamped(z.boolean()).optional(),
};

const profileSchema = z.object(profileFields);

type StoredProfile = z.infer<typeof profileSchema>;
type KnownProfile = Pick<CustomerState, 'profile' | 'consents' | 'topics' | 'reachable'>;

/** Attributes and topics by name. */
export const encodeProfile = ({
  profile,
  consents,
  topics = {},
  reachable,
}: KnownProfile): StoredProfile => ({
  attributes: nonEmptyRecord(profile.attributes),
  locale: profile.locale,
  timeZone: profile.timeZone,
  country: profile.country,
  phoneCountry: profile.phoneCountry,
  birthday: profile.birthday,
  email: consents.email,
  sms: consents.sms,
  topics: nonEmptyRecord(topics),
  hasEmail: reachable.email,
  hasPhone: reachable.sms,
});

/** The reverse; what is absent is not known. */
export const decodeProfile = ({
  attributes = {},
  locale,
  timeZone,
  country,
  phoneCountry,
  birthday,
  email,
  sms,
  topics,
  hasEmail,
  hasPhone,
}: StoredProfile): KnownProfile => ({
  profile: {
    attributes,
    ...(locale && { locale }),
    ...(timeZone && { timeZone }),
    ...(country && { country }),
    ...(phoneCountry && { phoneCountry }),
    ...(birthday && { birthday }),
  },
  consents: { ...(email && { email }), ...(sms && { sms }) },
  ...(topics && { topics }),
  reachable: { ...(hasEmail && { email: hasEmail }), ...(hasPhone && { sms: hasPhone }) },
});
