import type { Command } from 'commander';
import type { RecordedConsent } from '../../shared/app/consent/consent-record.ts';
import { consentStatus } from '../../shared/domain/customer/consent.ts';
import { consentLines } from '../consent-lines.ts';
import { factLine } from '../fact-line.ts';
import { alignColumns, printResult } from '../print-result.ts';
import { readConsentRecord } from '../start/read-consent-record.ts';
import { readLocalStory, type StoredStory } from '../start/read-local-story.ts';

export function addCustomerCommand(program: Command): void {
  program
    .command('customer')
    .argument('<id>', 'the customer id that the shop gives')
    .description('tell the story of one customer: classes, consents, and every change with its reason')
    .option('--data <dir>', 'folder that start keeps everything in', '.perennial')
    .option('--json', 'print one JSON object')
    .action(async (id: string, options: { data: string; json?: boolean }) => {
      const story = await readLocalStory(options.data, id);
      const consents = await readConsentRecord(id, options);
      const lines = [...storyLines(story), ...recordLines(consents)];
      printResult({ ...story, consents }, lines, options.json ?? false);
    });
}

const recordLines = (consents: readonly RecordedConsent[]): string[] =>
  consents.length === 0 ? [] : ['', 'Said of consents:', ...consentLines(consents, dateTime)];

function storyLines(story: StoredStory): string[] {
  const { state, summary, contact, journal, claims } = story;
  const { stage, tier, frequency, rfm, price, novelty } = state.classes;
  const consents = Object.entries({ ...state.consents, ...state.topics }).map(
    ([about, consent]) => `${about} ${consentStatus(consent)}`,
  );
  return [
    `Customer ${state.customerId}`,
    ...alignColumns([
      ['stage', stage],
      ['tier', tier],
      ['frequency', frequency],
      ['RFM', rfm ? `${rfm.r} ${rfm.f} ${rfm.m}${groupOf(story)}` : 'none yet'],
      ['price', price ?? 'too little known'],
      ['novelty', novelty ?? 'too little known'],
      ['segments', state.segments.join(', ') || 'none'],
      ['orders', summary.orders],
      ['e-mail', contact.email ?? 'none'],
      ['consent', consents.join(', ') || 'none'],
      ['as of', `${dateTime(state.asOf)} UTC`],
      ['next look', story.dueAt === undefined ? 'never by itself' : `${dateTime(story.dueAt)} UTC`],
    ]),
    '',
    ...(journal.length < story.journalLength
      ? [`The last ${journal.length} of ${story.journalLength} entries:`]
      : []),
    ...journal.flatMap((entry) => [
      `${dateTime(entry.decidedAt)}  ${entry.input.kind}`,
      ...entry.facts.map((fact) => `${' '.repeat(21)}${factLine(fact, dateTime)}`),
    ]),
    ...claims.map(
      (claim) =>
        `${dateTime(claim.claimedAt)}  ${claim.campaign}/${claim.step}: ${claim.status}${because(claim.reason)}`,
    ),
  ];
}

/** The name of the scores' group as it was last stated; nothing where that lies before the entries shown. */
function groupOf({ journal }: StoredStory): string {
  const joined = journal.flatMap(({ facts }) => facts).findLast((fact) => fact.kind === 'group.changed');
  return joined?.to ? `, ${joined.to}` : '';
}

const because = (reason: string | undefined): string => (reason === undefined ? '' : ` (${reason})`);

const dateTime = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
