import { Command, CommanderError } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { addAuditCommand } from './commands/audit.ts';
import { addCalibrateCommand } from './commands/calibrate.ts';
import { addCampaignsCommand } from './commands/campaigns.ts';
import { addCheckCommand } from './commands/check.ts';
import { addConsentsCommand } from './commands/consents.ts';
import { addCustomerCommand } from './commands/customer.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addEndpointsCommand } from './commands/endpoints.ts';
import { addEraseCommand } from './commands/erase.ts';
import { addEvaluateCommand } from './commands/evaluate.ts';
import { addExplainCommand } from './commands/explain.ts';
import { addExportCommand } from './commands/export.ts';
import { addFindCommand } from './commands/find.ts';
import { addImportCommand } from './commands/import.ts';
import { addMissesCommand } from './commands/misses.ts';
import { addPauseCommand } from './commands/pause.ts';
import { addPlanCommand } from './commands/plan.ts';
import { addPredictCommand } from './commands/predict.ts';
import { addPreviewCommand } from './commands/preview.ts';
import { addReplyCommand } from './commands/reply.ts';
import { addResumeCommand } from './commands/resume.ts';
import { addSchemasCommand } from './commands/schemas.ts';
import { addSimulateCommand } from './commands/simulate.ts';
import { addStartCommand } from './commands/start.ts';
import { addStopCommand } from './commands/stop.ts';
import { addTasksCommand } from './commands/tasks.ts';
import { addTestCommand } from './commands/test.ts';
import { reportFailure } from './report-failure.ts';

/** Runs one command. Answers the exit code: 0 done, 1 something is wrong with the input or the run, 2 with the command line itself. */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  const program = new Command('perennial')
    .description('Lifecycle marketing that runs in your own AWS account, or on this machine.')
    .version(packageJson.version)
    .showHelpAfterError('(add --help for usage)')
    .exitOverride();
  addCheckCommand(program);
  addTestCommand(program);
  addPreviewCommand(program);
  addPlanCommand(program);
  addSimulateCommand(program);
  addStartCommand(program);
  addCustomerCommand(program);
  addExplainCommand(program);
  addConsentsCommand(program);
  addImportCommand(program);
  addFindCommand(program);
  addExportCommand(program);
  addEraseCommand(program);
  addAuditCommand(program);
  addCampaignsCommand(program);
  addMissesCommand(program);
  addPauseCommand(program);
  addResumeCommand(program);
  addStopCommand(program);
  addTasksCommand(program);
  addEndpointsCommand(program);
  addReplyCommand(program);
  addCalibrateCommand(program);
  addPredictCommand(program);
  addEvaluateCommand(program);
  addSchemasCommand(program);
  addDoctorCommand(program);
  try {
    await program.parseAsync(argv);
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return reportFailure(error, argv.includes('--json'));
  }
}
