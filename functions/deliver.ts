import * as z from 'zod';
import { createCurrentRules } from '../shared/app/current-rules.ts';
import { handleOutbound } from '../shared/app/deliver/handle-outbound.ts';
import { createPacesOf } from '../shared/app/deliver/pace/paces-of.ts';
import { createMailWriter } from '../shared/app/deliver/write-mail.ts';
import { createTextWriter } from '../shared/app/deliver/write-text.ts';
import { defineFunction } from '../shared/aws/lambda/define-function.ts';
import { onLambda } from '../shared/aws/lambda/on-lambda.ts';
import { queueHandler } from '../shared/aws/lambda/queue-handler.ts';
import { texterSettings, texterVariables } from '../shared/aws/lambda/texter-environment.ts';
import { compileRules } from '../shared/domain/compiled-rules.ts';
import { DEFAULT_DELIVERY } from '../shared/domain/delivery-rules.ts';
import { warmUpDay } from '../shared/domain/reputation/warm-up.ts';

/** Delivers the messages that were asked for: claimed, checked once more, sent, and the outcome put on record. */
export const definition = defineFunction({
  environment: z.object({
    TABLE_NAME: z.string().min(1),
    /** File of the compiled shop. */
    SHOP_BUNDLE: z.string().min(1),
    /** Address that mail comes from. */
    SENDER: z.email(),
    CONFIGURATION_SET: z.string().min(1),
    /** Name of the secret that signs unsubscribe links. */
    LINK_SECRET: z.string().min(1),
    /** Where `/unsubscribe` is served. */
    PUBLIC_URL: z.url(),
    /** Where orders come from, and go back to while they may not be carried out. */
    OUTBOUND_QUEUE_URL: z.string().min(1),
    DEAD_LETTER_QUEUE_URL: z.string().min(1),
    ...texterVariables,
    /** The part of the account's sending rate that is used, as in `PaceSettings`. */
    SEND_RATE_SHARE: z.coerce.number().gt(0).max(1).default(0.9),
    /** What the origination identity may send; absent: texts are not paced. */
    SMS_PARTS_PER_SECOND: z.coerce.number().gt(0).optional(),
  }),
  wire: async (environment, platform) => {
    const { rules, templates } = await platform.shop(environment.SHOP_BUNDLE);
    const table = platform.table(environment.TABLE_NAME);
    const writing = {
      templates,
      linkSecret: await platform.secrets.get(environment.LINK_SECRET),
      publicUrl: environment.PUBLIC_URL.replace(/\/+$/, ''),
    };
    const deps = {
      table,
      rules: createCurrentRules(compileRules(rules), table, platform.clock),
      mailer: platform.mailer(environment.CONFIGURATION_SET),
      texter: platform.texter(texterSettings(environment)),
      outbound: platform.queue(environment.OUTBOUND_QUEUE_URL),
      deadLetters: platform.queue(environment.DEAD_LETTER_QUEUE_URL),
      clock: platform.clock,
      linkSecret: writing.linkSecret,
      writeMail: createMailWriter({ ...writing, sender: environment.SENDER }),
      writeText: createTextWriter(writing),
    };
    const { warmUp } = rules.delivery ?? DEFAULT_DELIVERY;
    const paces = createPacesOf({
      table,
      clock: platform.clock,
      quota: deps.mailer.quota,
      warmUp: warmUp && ((now) => warmUpDay(warmUp, rules.shop.timeZone, now)),
      share: environment.SEND_RATE_SHARE,
      textSender: environment.SMS_ORIGINATION_IDENTITY,
      partsPerSecond: environment.SMS_PARTS_PER_SECOND,
    });
    return queueHandler('deliver', (messages) => handleOutbound(messages, { ...deps, paces }));
  },
});

export const handler = onLambda(definition);
