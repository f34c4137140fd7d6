import type { MessageOrder } from '../../domain/message/message-order.ts';

/** What a provider gives back with whatever it tells of a message. */
export const tagsOf = ({
  campaign,
  step,
}: Pick<MessageOrder, 'campaign' | 'step'>): Readonly<Record<'campaign' | 'step', string>> => ({
  campaign: tagValue(campaign),
  step: tagValue(step),
});

/** SES takes [A-Za-z0-9_-] in a tag's value, 256 characters at most. */
const tagValue = (text: string): string => text.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, 256);
