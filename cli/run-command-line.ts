import { Command, CommanderError } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { reportFailure } from './report-failure.ts';

type LoadCommand = () => Promise<(program: Command) => void>;

/** In the order of the help. */
const COMMANDS: Readonly<Record<string, LoadCommand>> = {
  check: async () => (await import('./commands/check.ts')).addCheckCommand,
  test: async () => (await import('./commands/test.ts')).addTestCommand,
  preview: async () => (await import('./commands/preview.ts')).addPreviewCommand,
  plan: async () => (await import('./commands/plan.ts')).addPlanCommand,
  simulate: async () => (await import('./commands/simulate.ts')).addSimulateCommand,
  start: async () => (await import('./commands/start.ts')).addStartCommand,
  customer: async () => (await import('./commands/customer.ts')).addCustomerCommand,
  explain: async () => (await import('./commands/explain.ts')).addExplainCommand,
  consents: async () => (await import('./commands/consents.ts')).addConsentsCommand,
  import: async () => (await import('./commands/import.ts')).addImportCommand,
  find: async () => (await import('./commands/find.ts')).addFindCommand,
  export: async () => (await import('./commands/export.ts')).addExportCommand,
  erase: async () => (await import('./commands/erase.ts')).addEraseCommand,
  audit: async () => (await import('./commands/audit.ts')).addAuditCommand,
  campaigns: async () => (await import('./commands/campaigns.ts')).addCampaignsCommand,
  misses: async () => (await import('./commands/misses.ts')).addMissesCommand,
  pause: async () => (await import('./commands/pause.ts')).addPauseCommand,
  resume: async () => (await import('./commands/resume.ts')).addResumeCommand,
  stop: async () => (await import('./commands/stop.ts')).addStopCommand,
  tasks: async () => (await import('./commands/tasks.ts')).addTasksCommand,
  endpoints: async () => (await import('./commands/endpoints.ts')).addEndpointsCommand,
  reply: async () => (await import('./commands/reply.ts')).addReplyCommand,
  calibrate: async () => (await import('./commands/calibrate.ts')).addCalibrateCommand,
  predict: async () => (await import('./commands/predict.ts')).addPredictCommand,
  evaluate: async () => (await import('./commands/evaluate.ts')).addEvaluateCommand,
  schemas: async () => (await import('./commands/schemas.ts')).addSchemasCommand,
  doctor: async () => (await import('./commands/doctor.ts')).addDoctorCommand,
};

/** The one that is named, which starts much faster alone; all for the help, and for a name that there is not. */
const commandsFor = (name = ''): readonly LoadCommand[] => {
  const named = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return named === undefined ? Object.values(COMMANDS) : [named];
};

/** Runs one command. Answers the exit code: 0 done, 1 something is wrong with the input or the run, 2 with the command line itself. */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  const program = new Command('perennial')
    .description('Lifecycle marketing that runs in your own AWS account, or on this machine.')
    .version(packageJson.version)
    .showHelpAfterError('(add --help for usage)')
    .exitOverride();
  for (const load of commandsFor(argv[2])) (await load())(program);
  try {
    await program.parseAsync(argv);
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return reportFailure(error, argv.includes('--json'));
  }
}
