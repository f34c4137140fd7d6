import type { Command } from 'commander';
import * as z from 'zod';
import { findCustomers } from '../../shared/app/privacy/find-customers.ts';
import { PerennialError } from '../../shared/perennial-error.ts';
import {
  addTargetOptions,
  type CampaignTarget,
  inDataFolder,
  onDeployedTable,
} from '../campaign/campaign-target.ts';
import { printResult } from '../print-result.ts';
import { askServer } from '../start/ask-server.ts';

interface FindOptions extends CampaignTarget {
  readonly email?: string;
  readonly phone?: string;
}

export function addFindCommand(program: Command): void {
  const command = program
    .command('find')
    .description('which customers have an address or number; prints their ids')
    .option('--email <address>', 'e-mail address')
    .option('--phone <number>', 'phone number with its country code');
  addTargetOptions(command).action(async (options: FindOptions) => {
    const customers = await find(options);
    const lines = customers.length === 0 ? ['Nobody has it.'] : customers;
    printResult({ customers }, lines, options.json ?? false);
  });
}

/** What cannot be one would find nobody, which reads as if nothing were kept. */
const LOOKS_RIGHT = { email: /^[^@\s]+@[^@\s]+$/, sms: /^\+[\d\s().-]{5,}$/ };
const HOW_TO_WRITE = {
  email: 'Give the whole address with --email, such as ada@example.com.',
  sms: 'Give the number with its country code with --phone, such as +8613800138000.',
};

const answerSchema = z.object({ customers: z.array(z.string()) });

async function find({ email, phone, ...target }: FindOptions): Promise<readonly string[]> {
  const address = email ?? phone;
  if (address === undefined || (email !== undefined && phone !== undefined))
    throw new PerennialError('CLI.FIND_WHAT', { message: 'Give one of --email and --phone.' });
  const channel = email === undefined ? 'sms' : 'email';
  if (!LOOKS_RIGHT[channel].test(address.trim()))
    throw new PerennialError('CLI.FIND_WHAT', { message: HOW_TO_WRITE[channel] });
  if (target.table !== undefined)
    return await onDeployedTable(target.table, (table) => findCustomers(channel, address, table));
  const answer = await askServer(target.data, '/api/find', answerSchema, { channel, address });
  if (answer !== undefined) return answer.customers;
  return await inDataFolder(target.data, (table) => findCustomers(channel, address, table));
}
