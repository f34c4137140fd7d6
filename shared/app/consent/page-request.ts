/** What a browser, or a mail program, asks of one of Perennial's own pages. */
export interface PageRequest {
  readonly method: string;
  readonly token: string | undefined;
  /** The language that the page itself was asked for in. */
  readonly language: string | undefined;
  /** The `Accept-Language` and `Content-Type` headers. */
  readonly acceptLanguage: string | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
}

export interface PageResponse {
  readonly status: number;
  readonly html: string;
}
