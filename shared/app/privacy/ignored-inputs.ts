import { DAY_MS } from '../../domain/instant.ts';
import type { Write } from '../../ports.ts';
import { shopFactItem } from '../calibrate/shop-fact.ts';
import type { InboundInput } from '../decide/inbound-message.ts';
import { inputHash } from './subject-hash.ts';

/** Days for which it is told that something came for somebody who was erased. */
const KEPT_DAYS = 90;

/** States that inputs came for somebody who was erased, each once, in place of giving them an effect. A tick is no news. */
export function ignoredInputs(
  subject: string,
  inbounds: readonly InboundInput[],
  secret: string,
): readonly Write[] {
  return inbounds.flatMap(({ input, acceptedAt: at }): Write[] => {
    if (input.kind === 'tick') return [];
    const fact = {
      kind: 'input.ignored',
      at,
      subject,
      input: input.kind,
      inputHash: inputHash(secret, input.id),
    } as const;
    const item = { ...shopFactItem(fact), expiresAt: at + KEPT_DAYS * DAY_MS };
    return [{ kind: 'put', condition: 'none', item }];
  });
}
