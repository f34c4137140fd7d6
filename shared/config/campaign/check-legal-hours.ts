import { compileSendWindows } from '../../domain/calendar/send-windows.ts';
import { textCountryRules } from '../../domain/text/text-country-rules.ts';
import { toWeeklyHours } from '../files/weekly-hours.ts';
import type { CampaignContext } from './campaign-context.ts';
import { channelsOf } from './check-send-times.ts';
import { stepPlaces } from './step-places.ts';

/**
 * Texts of a campaign that could never go to a country that `sms.yaml` names: its law's hours and the campaign's own, read on one
 * clock, have nothing in common.
 */
export function checkLegalHours({ value, sending, texts, yaml, problems }: CampaignContext): void {
  if (sending === undefined || texts === undefined || value.purpose === 'transactional') return;
  const sends = stepPlaces(value.steps).flatMap(({ step }) => (step.kind === 'send' ? [step] : []));
  if (!sends.some((step) => channelsOf(step).includes('sms'))) return;
  const own = compileSendWindows(value.sendHours.map(toWeeklyHours), sending.quietHours.sms);
  if (!own.ok) return;
  const { homeCountry } = texts;
  const named = [...Object.keys(texts.countries), ...(homeCountry === undefined ? [] : [homeCountry])];
  for (const country of new Set(named)) {
    const { hours } = textCountryRules(texts, country);
    const law = compileSendWindows(hours?.weekly ?? [], []);
    if (!law.ok) continue;
    const { opensIn } = law.windows;
    if (own.windows.opensIn.some((wait, minute) => wait === 0 && opensIn[minute] === 0)) continue;
    const message = `leave no time for text messages to ${country}, where promotion may go only within the hours of its law`;
    problems.addAt(yaml, ['sendHours'], message);
  }
}
