import type { RecordedConsent } from '../shared/app/consent/consent-record.ts';

/** One line for each word: `2026-11-22 09:00:00  email/news granted (preference-page): "News: once a week"`. */
export function consentLines(consents: readonly RecordedConsent[], timeOf: (at: number) => string): string[] {
  return consents.map(({ at, channel, topic, status, source, wording, proof, receivedAt }) => {
    const about = topic === undefined ? channel : `${channel}/${topic}`;
    const where = [source, ...(proof === undefined ? [] : [`proof ${proof}`])];
    // A history that is brought over comes long after it was said.
    const late = receivedAt - at > LATE_MS ? [`received ${timeOf(receivedAt)}`] : [];
    const words = wording === undefined ? '' : `: "${wording}"`;
    return `${timeOf(at)}  ${about} ${status} (${[...where, ...late].join(', ')})${words}`;
  });
}

const LATE_MS = 60_000;
