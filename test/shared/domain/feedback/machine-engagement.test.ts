import { describe, expect, it } from 'vitest';
import { isMachineEngagement } from '../../../../shared/domain/feedback/machine-engagement.ts';

const AT = Date.UTC(2026, 5, 1, 12);
const PERSON = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36';
const delivered = { delivery: { status: 'delivered', at: AT } } as const;

describe('who opened or clicked', () => {
  it.each([
    'python-requests/2.32.3',
    'Go-http-client/2.0',
    'curl/8.9.1',
    'Java/17.0.2',
    'Apache-HttpClient/5.3',
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
    'facebookexternalhit/1.1',
    'Mimecast URL Protect',
    'Mozilla/5.0 HeadlessChrome/120.0.0.0 Safari/537.36',
    '',
    '   ',
  ])('is a machine by its name: "%s"', (userAgent) => {
    expect(isMachineEngagement({ at: AT + 60_000, userAgent }, delivered)).toBe(true);
  });

  it.each([
    PERSON,
    'Mozilla/5.0 (iPhone; CPU iPhone OS 10_3_3 like Mac OS X) AppleWebKit/603.3.8 (KHTML, like Gecko) Mobile/14G60',
    // They fetch pictures when a person opens the mail.
    'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
    'YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html',
  ])('is a person otherwise: "%s"', (userAgent) => {
    expect(isMachineEngagement({ at: AT + 60_000, userAgent }, delivered)).toBe(false);
  });

  it('is a machine where it comes within seconds of the delivery, and a person after', () => {
    const at = (seconds: number) => ({ at: AT + seconds * 1000, userAgent: PERSON });
    expect([0, 1, 2.9, 3, 30].map((seconds) => isMachineEngagement(at(seconds), delivered))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(isMachineEngagement(at(0), { delivery: { status: 'delayed', at: AT } })).toBe(false);
  });

  it('is a machine where the provider says so, whatever else speaks for a person', () => {
    const engagement = { at: AT + 60_000, userAgent: PERSON };
    expect(isMachineEngagement({ ...engagement, isMachine: true }, delivered)).toBe(true);
    expect(isMachineEngagement({ ...engagement, isMachine: false }, delivered)).toBe(false);
  });

  it('is a machine where three links are clicked within two seconds; a person clicks one link thrice', () => {
    const within = (links: readonly string[], everyMs: number) =>
      links.map((link, index): [number, string] => [AT + 60_000 + index * everyMs, link]);
    const judged = (links: readonly string[], everyMs: number) =>
      isMachineEngagement({ at: AT + 60_000, userAgent: PERSON }, { clicks: within(links, everyMs) });
    expect(judged(['a', 'b', 'c'], 900)).toBe(true);
    expect(judged(['a', 'b', 'c'], 1_100)).toBe(false);
    expect(judged(['a', 'a', 'a', 'a'], 100)).toBe(false);
    expect(judged(['a', 'b'], 100)).toBe(false);
  });

  it('leaves a click of a minute later out of a burst', () => {
    const clicks: [number, string][] = [
      [AT, 'a'],
      [AT + 100, 'b'],
      [AT + 200, 'c'],
      [AT + 60_000, 'a'],
    ];
    const isMachine = (at: number) => isMachineEngagement({ at, userAgent: PERSON }, { clicks });
    expect(clicks.map(([at]) => isMachine(at))).toEqual([true, true, true, false]);
  });
});
