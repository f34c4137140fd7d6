import type { LinkRules } from './message/link-parameters.ts';

/** What the files say of the shop itself. */
export interface ShopSettings {
  readonly name: string;
  /** ISO 4217. Value is counted in it. */
  readonly currency: string;
  /** What one unit (not minor unit) of another currency is worth in the shop's own. */
  readonly exchangeRates: Readonly<Record<string, number>>;
  /** IANA zone; a purchase occasion is a day of this zone. */
  readonly timeZone: string;
  /** BCP 47; the language of a customer who has said none. */
  readonly locale: string;
  /** All that the shop says it speaks: every template has each. */
  readonly locales?: readonly string[];
  /** The physical address that commercial mail must carry (CAN-SPAM 15 U.S.C. 7704(a)(5)). */
  readonly postalAddress: string;
  /** Display name of the sender of mails; `name` where absent. */
  readonly senderName?: string;
  /** Where mails link to. */
  readonly website?: string;
  /** Where answers to mails go; to the sender where absent. */
  readonly replyTo?: string;
  /** What links tell of the message that they stand in; nothing where absent. */
  readonly links?: LinkRules;
}
