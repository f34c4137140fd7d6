interface PerennialErrorOptions {
  /** What went wrong, where, and how to mend it, for a person. */
  readonly message: string;
  /** Whether the same call may succeed later without anyone changing anything. */
  readonly retryable?: boolean;
  /** Data to act on. Never personal data. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The one error class that this code throws; `code` is AREA.REASON, for example `SHOP.UNKNOWN_FIELD`. */
export class PerennialError extends Error {
  override readonly name = 'PerennialError';
  readonly code: string;
  readonly retryable: boolean;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, options: PerennialErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.details = options.details ?? {};
  }
}
