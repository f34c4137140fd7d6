import { type EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import * as z from 'zod';
import { type Answer, askAws } from './answer.ts';

/** A rule of the default bus. */
export interface EventRule {
  readonly name: string;
  readonly isEnabled: boolean;
  readonly sources: readonly string[];
  /** Configuration sets of SES whose mails it takes; none where it says nothing of them. */
  readonly configurationSets: readonly string[];
}

/** The rules whose names begin so. */
export type EventRules = (prefix: string) => Promise<Answer<readonly EventRule[]>>;

const texts = z.array(z.string()).catch([]);
const patternSchema = z.object({
  source: texts,
  detail: z
    .object({ mail: z.object({ tags: z.object({ 'ses:configuration-set': texts }) }) })
    .optional()
    .catch(undefined),
});

/** What a rule takes, of its pattern as far as it is simple: lists of values and no other conditions. */
function patternOf(text = '{}'): Pick<EventRule, 'sources' | 'configurationSets'> {
  const pattern = patternSchema.parse(JSON.parse(text));
  return {
    sources: pattern.source,
    configurationSets: pattern.detail?.mail.tags['ses:configuration-set'] ?? [],
  };
}

/** Reads rules of the default bus, the one that SES and AWS End User Messaging publish to. */
export const createEventRules =
  (client: EventBridgeClient): EventRules =>
  async (prefix) =>
    await askAws('events:ListRules', async () => {
      const rules: EventRule[] = [];
      let NextToken: string | undefined;
      do {
        const page = await client.send(new ListRulesCommand({ NamePrefix: prefix, NextToken }));
        for (const { Name = '', State, EventPattern } of page.Rules ?? [])
          rules.push({ name: Name, isEnabled: State === 'ENABLED', ...patternOf(EventPattern) });
        NextToken = page.NextToken;
      } while (NextToken !== undefined);
      return rules;
    });
