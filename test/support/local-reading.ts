/** What a clock in an IANA zone shows, asked of the runtime itself. */
export function localTime(at: number, timeZone: string): { readonly hour: number; readonly minute: number } {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const readingOf = (type: 'hour' | 'minute'): number =>
    Number(parts.find((part) => part.type === type)?.value ?? Number.NaN);
  return { hour: readingOf('hour'), minute: readingOf('minute') };
}
