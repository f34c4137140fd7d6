import { messageSamples } from '../../shared/config/template/sample-variables.ts';
import { templateUses } from '../../shared/config/template/template-uses.ts';
import type { Fact } from '../../shared/domain/customer/fact.ts';
import type { MessageVariables } from '../../shared/domain/message/message-variables.ts';
import type { Rules } from '../../shared/domain/rules.ts';

type RequestedText = Extract<Fact, { kind: 'message.requested' }>;

/** Sample values for the template of a message, as `check` tries it: of a customer of whom all is known, with the step's own offer. */
export function textSamples(rules: Rules): (text: RequestedText) => MessageVariables | undefined {
  const uses = templateUses(rules.campaigns);
  return ({ template, campaign, step, offer }) => {
    const use = uses.get(template)?.find((each) => each.campaign === campaign && each.step === step);
    const [sample] = messageSamples(rules.shop, use === undefined ? [] : [use]);
    return sample && { ...sample.variables, ...(offer !== undefined && { offer }) };
  };
}
