declare module 'mjml' {
  interface MjmlOptions {
    readonly filePath: string;
    readonly actualPath: string;
    readonly ignoreIncludes: boolean;
    readonly includePath: string;
    readonly fonts: Readonly<Record<string, string>>;
    readonly keepComments: boolean;
    readonly validationLevel: 'soft';
  }
  interface MjmlError {
    /** From 1. */
    readonly line: number;
    readonly message: string;
    readonly tagName: string;
    /** `Line 2 of /shop/templates/a/email.mjml (mj-button) — ...` */
    readonly formattedMessage: string;
  }
  /** Rejects for input without an `mjml` root. */
  // biome-ignore lint/style/noDefaultExport: this is what the package exports.
  export default function mjml2html(
    source: string,
    options: MjmlOptions,
  ): Promise<{ readonly html: string; readonly errors: readonly MjmlError[] }>;
}
