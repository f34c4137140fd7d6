import * as z from 'zod';
import type { TexterSettings } from '../../platform.ts';

const countryIdentitiesSchema = z
  .string()
  .transform((json): unknown => JSON.parse(json))
  .pipe(z.record(z.string(), z.string().min(1)));

/** The variables of a function that sends texts, as in `TexterSettings`. */
export const texterVariables = {
  SMS_ORIGINATION_IDENTITY: z.string().min(1).optional(),
  /** JSON: by country, ARNs. */
  SMS_COUNTRY_IDENTITIES: countryIdentitiesSchema.optional(),
  SMS_CONFIGURATION_SET: z.string().min(1).optional(),
  SMS_PROTECT_CONFIGURATION: z.string().min(1).optional(),
  SMS_MAX_PRICE: z.string().min(1).optional(),
};

type TexterEnvironment = z.infer<z.ZodObject<typeof texterVariables>>;

export const texterSettings = (environment: TexterEnvironment): TexterSettings => ({
  originationIdentity: environment.SMS_ORIGINATION_IDENTITY,
  countryIdentities: environment.SMS_COUNTRY_IDENTITIES,
  configurationSet: environment.SMS_CONFIGURATION_SET,
  protectConfiguration: environment.SMS_PROTECT_CONFIGURATION,
  maxPrice: environment.SMS_MAX_PRICE,
});
