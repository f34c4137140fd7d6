import * as z from 'zod';

const identityMessage =
  'must be a pool, phone number or sender ID of AWS End User Messaging as at the end of its ARN, such as "pool/pool-0123", "phone-number/phone-0123" or "sender-id/SHOP/GB"';
const identityPattern = /^(pool|phone-number|sender-id)\/[A-Za-z0-9_-]+(\/[A-Z]{2})?$/;
const countryMessage = 'must be an ISO 3166-1 code such as "US"';
const resourceIdMessage = 'must be the name or id of one of AWS End User Messaging';
const resourceIdSchema = z
  .string(resourceIdMessage)
  .regex(/^[A-Za-z0-9_:/-]{1,256}$/, resourceIdMessage)
  .optional();
const priceMessage = 'must be US dollars for one text with all its parts, such as 0.10';

const partsMessage = 'must be message parts a second from 0.1 to 1000, such as 1';

/** How texts are sent by AWS End User Messaging. */
export const textSettingsSchema = z.strictObject({
  /** Where they come from, in the account and region of the deployment. Nothing else may be sent from. */
  originationIdentity: z.string(identityMessage).regex(identityPattern, identityMessage),
  /**
   * By country of the number, another one: the United States want a number of their own, India a registered sender ID, and others
   * take no numbers from abroad.
   */
  countryIdentities: z
    .record(
      z.string().regex(/^[A-Z]{2}$/, countryMessage),
      z.string(identityMessage).regex(identityPattern, identityMessage),
    )
    .optional(),
  configurationSet: resourceIdSchema,
  /** The countries that may be sent to. */
  protectConfiguration: resourceIdSchema,
  /** A dearer text is refused: what keeps a mistyped number abroad from costing dear. */
  maxPrice: z.number(priceMessage).positive(priceMessage).max(10, priceMessage).optional(),
  /** Parts a second that the identity may send, as its number type and country allow. Absent: texts go as fast as they come. */
  partsPerSecond: z.number(partsMessage).min(0.1, partsMessage).max(1000, partsMessage).optional(),
});

export type TextSettings = z.infer<typeof textSettingsSchema>;
