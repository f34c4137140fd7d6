import type { Command } from 'commander';
import { addPinpointImport } from '../import/pinpoint-import.ts';
import { addSuppressionImport } from '../import/suppression-import.ts';

export function addImportCommand(program: Command): void {
  const command = program
    .command('import')
    .description(
      'bring over what another service knows: whom not to write to, and the endpoints of Amazon Pinpoint',
    );
  addSuppressionImport(command);
  addPinpointImport(command);
}
