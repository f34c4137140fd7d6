import type { CompiledRules } from '../../domain/compiled-rules.ts';
import type { Templates } from '../../domain/message/template.ts';
import type { Clock, Table } from '../../ports.ts';

/** What a preview of a template is made from. */
export interface PreviewSources {
  readonly rules: CompiledRules;
  readonly templates: Templates;
  readonly table: Table;
  readonly clock: Clock;
}
