/** The minute of the day, 0 to 1440, of a time such as "09:30" or "24:00"; undefined where the text is none. */
export function readMinuteOfDay(text: string): number | undefined {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const [, hours, minutes] = match;
  const minute = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && minute <= 1440 ? minute : undefined;
}
