import type { Instant } from '../instant.ts';
import type { MessageReference } from '../message/message-reference.ts';

/** What a provider tells of a message that it was given, whatever the provider. */
export type ProviderEvent = {
  /** Absent where nothing tells which message it is about: none of ours, or one of an earlier release. */
  readonly reference?: MessageReference;
  readonly providerMessageId: string;
  readonly at: Instant;
  /** Where the message went, as the provider names it; personal, so never kept. */
  readonly addresses: readonly string[];
} & ProviderNews;

export type ProviderNews =
  /** The provider took it. */
  | { readonly kind: 'accepted' }
  | { readonly kind: 'delivered' }
  | { readonly kind: 'delayed'; readonly reason: string }
  /** The provider found fault with the message and sent nothing. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** It did not arrive. hard: it never will at that address. soft: it may next time. message: the address is not to blame. */
  | {
      readonly kind: 'failed';
      readonly fault: 'hard' | 'soft' | 'message';
      readonly reason: string;
      /** A mail that came back, where a text was not delivered. */
      readonly isBounce: boolean;
    }
  /** isWithdrawn: the recipient said that it was none. */
  | { readonly kind: 'complained'; readonly reason: string; readonly isWithdrawn: boolean }
  | ({ readonly kind: 'opened' } & Engaging)
  | ({ readonly kind: 'clicked'; readonly link: string; readonly linkTags: LinkTags } & Engaging)
  /** Nothing follows from it, and it is known why. */
  | { readonly kind: 'noted'; readonly reason: string };

interface Engaging {
  readonly userAgent: string;
  /** The provider's own word on whether a machine did it. */
  readonly isMachine?: boolean;
}

export type LinkTags = Readonly<Record<string, readonly string[]>>;
