import { compileSendWindows } from '../domain/calendar/send-windows.ts';
import type { SendingRules } from '../domain/campaign/sending-rules.ts';
import { sendingFileSchema } from './files/sending-file.ts';
import { toWeeklyHours } from './files/weekly-hours.ts';
import type { ShopProblems } from './shop-problems.ts';

const DAY_HOURS = 24;

/** Reads sending.yaml; undefined, with the problems added, where something is wrong. */
export function readSending(problems: ShopProblems): SendingRules | undefined {
  const file = problems.readOptional('sending.yaml', sendingFileSchema);
  if (file === undefined) return undefined;
  const { quietHours, caps, costs } = file.value;
  const quiet = { email: quietHours.email.map(toWeeklyHours), sms: quietHours.sms.map(toWeeklyHours) };
  let isSound = true;
  for (const channel of ['email', 'sms'] as const) {
    const compiled = compileSendWindows([], quiet[channel]);
    if (compiled.ok) continue;
    problems.addAt(file.yaml, ['quietHours', channel], compiled.message);
    isSound = false;
  }
  if (!isSound) return undefined;
  return {
    quietHours: quiet,
    caps: caps.map(({ channel, messages, days = 0, hours = days * DAY_HOURS }) => ({
      ...(channel !== undefined && { channel }),
      messages,
      hours,
    })),
    costs,
  };
}
