/** One message in one language: Liquid sources, ready to be filled. MJML has been compiled to HTML already. */
export interface EmailTemplate {
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  /** Plain-text part. */
  readonly text: string;
}

/** Templates by name, then by locale (BCP 47). Every template has the shop's own locale. */
export type Templates = Readonly<Record<string, Readonly<Record<string, EmailTemplate>>>>;
