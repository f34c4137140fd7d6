import type { ChannelCost } from '../../shared/app/console/campaign-cost.ts';
import type { Text } from '../text/en.ts';
import type { Format } from '../text/format.ts';

/** As many as fit beside the other figures. */
const MOST_COUNTRIES = 3;

/** What is paid for, a line each: mails, then texts to the countries that most go to, then all others together. */
export function billedNotes(costs: readonly ChannelCost[], text: Text, format: Format): readonly string[] {
  const words = (channel: ChannelCost['channel'], billed: number): string =>
    text.campaign.billed[channel](format.number(billed));
  const mails = costs.filter(({ channel }) => channel === 'email');
  const texts = costs.filter(({ channel }) => channel === 'sms');
  const named = texts.filter(({ country }) => country !== undefined).slice(0, MOST_COUNTRIES);
  const others = texts.filter((line) => !named.includes(line)).reduce((sum, { billed }) => sum + billed, 0);
  return [
    ...mails.map(({ channel, billed }) => words(channel, billed)),
    ...named.map(({ country = '', billed }) =>
      text.campaign.billedTo(words('sms', billed), format.country(country)),
    ),
    ...(others > 0
      ? [named.length > 0 ? text.campaign.billedElsewhere(words('sms', others)) : words('sms', others)]
      : []),
  ];
}
