/** Parts of a contact that an endpoint may be told. */
export const CONTACT_PARTS = ['email', 'phone', 'name'] as const;
export type ContactPart = (typeof CONTACT_PARTS)[number];

/** A system outside that campaigns tell of customers. */
export interface EndpointRules {
  readonly name: string;
  readonly url: string;
  /** Name of the secret that signs what it is told; the secret itself is never in the files. */
  readonly secret: string;
  /** What of the contact it gets, beside the shop's own id of the customer. */
  readonly include: readonly ContactPart[];
  /** For the whole call, 1 to 30. */
  readonly timeoutSeconds: number;
  /** Tries after the first. */
  readonly retries: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether it may stand in a private network (RFC 1918, RFC 4193). */
  readonly allowsPrivateAddress: boolean;
}
