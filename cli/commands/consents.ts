import type { Command } from 'commander';
import { addTargetOptions, type CampaignTarget } from '../campaign/campaign-target.ts';
import { consentLines } from '../consent-lines.ts';
import { printResult } from '../print-result.ts';
import { readConsentRecord } from '../start/read-consent-record.ts';

export function addConsentsCommand(program: Command): void {
  const command = program
    .command('consents')
    .argument('<id>', 'the customer id that the shop gives')
    .description('show all that a customer ever said of consents: to what, when, where, and in which words');
  addTargetOptions(command).action(async (id: string, target: CampaignTarget) => {
    const consents = await readConsentRecord(id, target);
    const lines =
      consents.length === 0
        ? [`Nothing that customer ${id} said of consents is on record.`]
        : consentLines(consents, dateTime);
    printResult({ customerId: id, consents }, lines, target.json ?? false);
  });
}

const dateTime = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
