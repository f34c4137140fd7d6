import { TEXT_COUNTRIES, type TextCountry } from './text-countries.ts';
import type { TextRules } from './text-rules.ts';

/** What holds for texts to a country: the table of countries, with what the shop puts in its place. */
export function textCountryRules(
  { countries }: Pick<TextRules, 'countries'>,
  country: string,
): Omit<TextCountry, 'source'> {
  const known = TEXT_COUNTRIES.get(country);
  const own = countries[country];
  const hours = own?.hours === undefined ? known?.hours : withHours(known?.hours, own.hours);
  const isSigned = known?.isSigned ?? (own?.signature === undefined ? undefined : true);
  const optOut =
    own?.optOut === 'none'
      ? undefined
      : own?.optOut === undefined
        ? known?.optOut
        : { isToldBy: known?.optOut?.isToldBy ?? NOTHING, ...own.optOut };
  return {
    ...(hours !== undefined && { hours }),
    ...(isSigned !== undefined && { isSigned }),
    ...(optOut !== undefined && { optOut }),
  };
}

/** Matches no text. */
const NOTHING = /(?!)/;

/** Hours of a country that the table does not have go by the customer's clock, as quiet hours do. */
const withHours = (
  known: TextCountry['hours'],
  weekly: NonNullable<TextCountry['hours']>['weekly'],
): NonNullable<TextCountry['hours']> =>
  known === undefined ? { weekly, clock: 'customer', zones: [] } : { ...known, weekly };
