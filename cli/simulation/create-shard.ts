import { CustomerShard } from '../../shared/app/simulate/customer-shard.ts';
import { createTextEstimator } from '../../shared/app/simulate/text-estimate.ts';
import type { CompiledRules } from '../../shared/domain/compiled-rules.ts';
import type { RunSetup } from './shard-requests.ts';
import { textSamples } from './text-samples.ts';

/** A shard in this thread, whose texts are estimated by sample values. `compiled` are the rules of the setup. */
export const createShard = (
  { rules, templates, logsMessages }: RunSetup,
  compiled: CompiledRules,
): CustomerShard =>
  new CustomerShard({
    rules: compiled,
    estimateText: createTextEstimator({ rules, templates, sampleOf: textSamples(rules) }),
    logsMessages,
  });
