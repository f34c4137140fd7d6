/** One mail in one language: Liquid sources, ready to be filled. MJML has been compiled to HTML already. */
export interface EmailTemplate {
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  /** Plain-text part. */
  readonly text: string;
}

/** What a template says in one language, by channel; it has one at least. */
export interface MessageTemplate {
  readonly email?: EmailTemplate;
  /** Liquid source of a text message. */
  readonly sms?: string;
}

/** Templates by name, then by locale (BCP 47). What a template has in any language it has in the shop's own. */
export type Templates = Readonly<Record<string, Readonly<Record<string, MessageTemplate>>>>;
