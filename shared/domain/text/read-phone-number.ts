import { isSupportedCountry, parsePhoneNumberFromString, validatePhoneNumberLength } from 'libphonenumber-js';

type PhoneNumberReading =
  | { readonly ok: true /** E.164. */; readonly number: string }
  /** What is wrong and how to mend it, without the number. */
  | { readonly ok: false; readonly message: string };

const E164 = 'write it in E.164 form such as "+8613800138000"';

/**
 * Reads a phone number as E.164. With a plus sign its length must be possible in its country. Without one it is taken only where
 * `country` (ISO 3166-1 alpha-2) is known and it is a valid number as it is dialled there: anything else could be
 * another's number.
 */
export function readPhoneNumber(text: string, country: string | undefined): PhoneNumberReading {
  const written = text.trim();
  if (!/^\+?[\d\s().\-/]+$/.test(written)) return refuse(`must be a phone number; ${E164}`);
  return written.startsWith('+') ? readInternational(written) : readNational(written, country);
}

function readInternational(written: string): PhoneNumberReading {
  const phone = parsePhoneNumberFromString(written, { extract: false });
  if (phone?.isPossible()) return { ok: true, number: phone.number };
  switch (validatePhoneNumberLength(written)) {
    case 'TOO_SHORT':
      return refuse('is too short for a number of its country code; give all digits after it');
    case 'TOO_LONG':
      return refuse('is too long for a number of its country code; give one number without an extension');
    case 'INVALID_COUNTRY':
      return refuse('begins with no country code that there is, such as +1 or +86');
    default:
      return refuse('is not a possible number of its country code; give the code and all digits after it');
  }
}

function readNational(written: string, country: string | undefined): PhoneNumberReading {
  if (country === undefined)
    return refuse(
      `has no country code; ${E164}, or tell "country" in the same event, for a number as it is dialled there`,
    );
  if (!isSupportedCountry(country))
    return refuse(`has no country code, and none is known of "country"; ${E164}`);
  const phone = parsePhoneNumberFromString(written, { defaultCountry: country, extract: false });
  if (phone?.isValid() === true && phone.country === country) return { ok: true, number: phone.number };
  return refuse(`has no country code, and is not a number as it is dialled in ${country}; ${E164}`);
}

const refuse = (message: string): PhoneNumberReading => ({ ok: false, message });
