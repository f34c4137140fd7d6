import type { Instant } from '../../domain/instant.ts';

interface StoredFrame {
  readonly id: string;
  readonly at: Instant;
  /** Address or number. */
  readonly to: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** A mail as the local mailer took it. */
export interface StoredMail extends StoredFrame {
  readonly channel: 'email';
  /** Address of the envelope. */
  readonly from: string;
  /** RFC 5322 message. */
  readonly raw: Uint8Array;
}

/** A text message as the local texter took it. */
export interface StoredText extends StoredFrame {
  readonly channel: 'sms';
  readonly body: string;
}

export type StoredMessage = StoredMail | StoredText;

/** Where the messages of one machine end up instead of at a provider. */
export interface Mailbox {
  /** The newest first; with `before`, those that came before the one of that id (none where it is unknown). */
  list(options: { readonly limit: number; readonly before?: string }): Promise<readonly StoredMessage[]>;
  get(id: string): Promise<StoredMessage | undefined>;
}
