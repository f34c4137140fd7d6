import type { Alarms } from './constructs/alarms.ts';
import type { FunctionCode } from './function-code.ts';
import type { Settings } from './settings.ts';
import type { StatefulStack } from './stateful-stack.ts';

/** What every step of the pipeline is made from. */
export interface PipelineContext {
  readonly settings: Settings;
  readonly code: FunctionCode;
  readonly state: StatefulStack;
  readonly alarms: Alarms;
}
