import type { MessagePreview } from '../../shared/app/preview/fill-message.ts';
import type { CampaignPreview, StepPreview } from '../../shared/app/preview/preview-campaign.ts';
import { alignColumns } from '../print-result.ts';

/** A preview for a person: whom it is for, and each message as text. */
export function previewLines(preview: CampaignPreview): string[] {
  const { campaign, description, persona, isInAudience, steps } = preview;
  const { view, name = 'no name', variant } = persona;
  return [
    description === undefined ? campaign : `${campaign}: ${description}`,
    ...alignColumns([
      ['for', `${name}, ${view.stage}, ${view.tier} tier, ${view.locale}, ${view.orders} orders`],
      ...(variant === undefined ? [] : [['variant', variant] as const]),
      ['audience', isInAudience ? 'includes them' : 'does not include them'],
    ]),
    ...(steps.length === 0 ? ['', 'It sends nothing.'] : steps.flatMap(stepLines)),
  ];
}

function stepLines({ step, only, variation, template, offer, messages }: StepPreview): string[] {
  const offered = Object.entries(offer).map(([name, value]) => `${name} ${value}`);
  return [
    '',
    `${step}:`,
    ...alignColumns([
      ['template', template],
      ['variation', variation ?? 'none, the step itself'],
      ['offer', offered.join(', ') || 'none'],
      ...(only === undefined
        ? []
        : [
            [
              'only',
              `${only.condition}: ${only.holds ? 'holds' : 'does not hold, the step is passed over'}`,
            ] as const,
          ]),
    ]),
    ...messages.flatMap(messageLines),
  ];
}

function messageLines(message: MessagePreview): string[] {
  switch (message.status) {
    case 'mail':
      return [
        '',
        ...alignColumns([
          ['e-mail', message.locale],
          ['subject', message.subject],
          ['preheader', message.preheader],
          ['html', `${(Buffer.byteLength(message.html) / 1024).toFixed(1)} KB`],
        ]),
        '',
        ...message.text.split('\n').map((line) => `  | ${line}`.trimEnd()),
      ];
    case 'text': {
      const { encoding, parts, units } = message.size;
      const size = `${parts} ${parts === 1 ? 'part' : 'parts'} (${encoding === 'gsm-7' ? 'GSM-7' : 'UCS-2'}, ${units} units)`;
      return [
        '',
        ...alignColumns([
          ['SMS', message.locale],
          ['size', size],
          ...(message.country === undefined ? [] : [['cost', costOf(message.country, message.usd)] as const]),
        ]),
        '',
        ...message.body.split('\n').map((line) => `  | ${line}`.trimEnd()),
      ];
    }
    case 'impossible':
      return ['', `  ${message.channel === 'email' ? 'e-mail' : 'SMS'} could not go out: ${message.reason}`];
  }
}

function costOf(country: string, usd: number | undefined): string {
  const name = new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country;
  return usd === undefined ? `not known to ${name}` : `about ${usd} USD to ${name}`;
}
