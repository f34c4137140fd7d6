import type { SendStep, Step } from '../../domain/campaign/campaign-rules.ts';
import { durationMs } from '../files/duration-text.ts';
import type { SendStepFile } from '../files/send-step.ts';
import { fallbackNames, guardName } from './step-names.ts';

/** By what names the messages of a campaign are known: its own first, then its former ones. */
export interface MessageSource {
  readonly campaignNames: readonly string[];
}

const HOUR_MS = 3_600_000;

/** A send step; with a fallback, also the wait for the first message to be noticed and the second message. */
export function compileSend(step: SendStepFile, next: string | undefined, source: MessageSource): Step[] {
  const { name, only, template, offer, fallback } = step;
  const isGuarded = guardName(step) !== undefined;
  const send: SendStep = {
    kind: 'send',
    name,
    ...(only !== undefined && !isGuarded && { only }),
    channels: channelsOf(step) ?? [],
    template,
    offer,
    variations: step.vary.map(({ when, template: other, offer: otherOffer, ...channels }) => {
      const otherChannels = channelsOf(channels);
      return {
        when,
        ...(otherChannels !== undefined && { channels: otherChannels }),
        ...(other !== undefined && { template: other }),
        ...(otherOffer !== undefined && { offer: otherOffer }),
      };
    }),
    expiresAfterHours: durationMs(step.expiresAfter) / HOUR_MS,
  };
  const after = next === undefined ? {} : { next };
  if (fallback === undefined) return [{ ...send, ...after }];
  const names = fallbackNames(step);
  return [
    { ...send, next: names.wait },
    {
      kind: 'wait',
      name: names.wait,
      until: 'event',
      // Whoever clicked a message has opened it, and the engine counts it so.
      pattern: {
        event: fallback.unless.includes('opened') ? 'message.opened' : 'message.clicked',
        when: isOfStep(name, source),
      },
      withinMs: durationMs(fallback.after),
      next: names.send,
      ...(next !== undefined && { onEvent: next }),
    },
    {
      ...send,
      name: names.send,
      channels: [fallback.channel],
      template: fallback.template,
      // The same offer as in the first message; its channels and templates are those of the first.
      variations: send.variations.some((variation) => variation.offer !== undefined)
        ? send.variations.map(({ when, offer: other }) => ({ when, offer: other ?? offer }))
        : [],
      ...after,
    },
  ];
}

function channelsOf({
  channel,
  channels,
}: Pick<SendStepFile, 'channel' | 'channels'>): SendStep['channels'] | undefined {
  return channel === undefined ? channels : [channel];
}

/** Condition over the event of a message: whether it is the one of a step. Names are written without anything to escape. */
function isOfStep(step: string, { campaignNames }: MessageSource): string {
  const names = campaignNames.map((name) => `"${name}"`);
  const isOfCampaign =
    names.length === 1 ? `event.campaign == ${names.join()}` : `event.campaign in [${names.join(', ')}]`;
  return `${isOfCampaign} && event.step == "${step}"`;
}
