import * as z from 'zod';

/** A name of the shop's own that files, records and reports use: small letters, digits and single hyphens. */
export const slugSchema = (example: string) =>
  z
    .string()
    .max(64)
    .regex(
      /^[a-z0-9]+(-[a-z0-9]+)*$/,
      `must be small letters, digits and single hyphens, such as "${example}"`,
    );
