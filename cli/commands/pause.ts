import type { Command } from 'commander';
import { addControlCommand } from '../campaign/control-command.ts';

export const addPauseCommand = (program: Command): void =>
  addControlCommand(
    program,
    'pause',
    'pause a campaign: nobody enters, nothing is sent, journeys stand still until it is resumed',
  );
