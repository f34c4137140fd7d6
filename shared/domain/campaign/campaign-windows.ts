import { compileSendWindows, type SendWindows } from '../calendar/send-windows.ts';
import type { Channel } from '../channel.ts';
import type { CampaignRules, Step } from './campaign-rules.ts';
import type { SendingRules } from './sending-rules.ts';

/** When a campaign's messages may go, by channel: within its own hours, outside quiet ones. */
export type CampaignWindows = Readonly<Partial<Record<Channel, SendWindows>>>;

/**
 * Of the channels that its steps use; none for transactional campaigns, whose messages go at any time. Throws RangeError where no
 * time is left to send in.
 */
export function campaignWindows(
  { purpose, sendHours, name, steps }: CampaignRules,
  { quietHours }: SendingRules,
): CampaignWindows {
  if (purpose === 'transactional') return {};
  const windowsOf = (channel: Channel): SendWindows => {
    const compiled = compileSendWindows(sendHours, quietHours[channel]);
    if (!compiled.ok) throw new RangeError(`Campaign "${name}", ${channel}: ${compiled.message}.`);
    return compiled.windows;
  };
  return Object.fromEntries([...channelsOf(steps)].map((channel) => [channel, windowsOf(channel)]));
}

const channelsOf = (steps: readonly Step[]): ReadonlySet<Channel> =>
  new Set(
    steps.flatMap((step) =>
      step.kind === 'send'
        ? [...step.channels, ...step.variations.flatMap(({ channels = [] }) => channels)]
        : [],
    ),
  );
