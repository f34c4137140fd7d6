import type { Instant } from '../../domain/instant.ts';

/** A mail as the local mailer took it. */
export interface StoredMail {
  readonly id: string;
  readonly at: Instant;
  /** Addresses of the envelope. */
  readonly from: string;
  readonly to: string;
  readonly tags: Readonly<Record<string, string>>;
  /** RFC 5322 message. */
  readonly raw: Uint8Array;
}

/** Where the mail of one machine ends up instead of at a provider. */
export interface Mailbox {
  /** The newest first; with `before`, those that came before the mail of that id (none where it is unknown). */
  list(options: { readonly limit: number; readonly before?: string }): Promise<readonly StoredMail[]>;
  get(id: string): Promise<StoredMail | undefined>;
}
