import { escapeHtml } from '../../domain/message/liquid-engines.ts';
import type { MessageVariables } from '../../domain/message/message-variables.ts';
import { createEmailRenderer, type RenderedEmail } from '../../domain/message/render-email.ts';
import { createSmsRenderer } from '../../domain/message/render-sms.ts';
import { countSmsParts } from '../../domain/message/sms-parts.ts';
import type { Templates } from '../../domain/message/template.ts';
import type { ShopProblems } from '../shop-problems.ts';
import { type MessageSample, withMentioned } from './sample-variables.ts';
import { mjmlPathOf } from './template-sources.ts';

/** Each part is paid for, and longer texts arrive in pieces or not at all; AWS takes 1,600 characters. */
const MOST_PARTS = 10;

/** Renders every template in every language for each sample, as a customer would get it. */
export function checkRendering(
  templates: Templates,
  samplesOf: (template: string) => readonly MessageSample[],
  problems: ShopProblems,
): void {
  const checkMail = mailCheck(templates, problems);
  const checkText = textCheck(templates, problems);
  for (const [template, languages] of Object.entries(templates)) {
    const samples = samplesOf(template);
    for (const [locale, { email, sms }] of Object.entries(languages)) {
      for (const sample of samples) {
        if (email !== undefined) {
          const variables = withMentioned(sample, Object.values(email).join('\n'));
          checkMail({ template, locale, variables, isPromotional: sample.use?.isPromotional !== false });
        }
        if (sms !== undefined) checkText({ template, locale, variables: withMentioned(sample, sms) });
      }
    }
  }
}

interface Trial {
  readonly template: string;
  readonly locale: string;
  readonly variables: MessageVariables;
}

function mailCheck(templates: Templates, problems: ShopProblems) {
  const { render } = createEmailRenderer(templates);
  return ({ template, locale, variables, isPromotional }: Trial & { readonly isPromotional: boolean }) => {
    const tell = (message: string) => problems.addToFile(mjmlPathOf(template), message);
    const rendering = render({ template, locale, fallbackLocale: locale, variables });
    if (rendering.status === 'rendered' && isPromotional) checkLaw(rendering.mail, variables, tell);
    if (rendering.status === 'unfilled') {
      const { part, slot = 'a slot', reason } = rendering;
      tell(`in ${locale}, ${part}, ${slot}: ${reason}`);
    }
  };
}

function textCheck(templates: Templates, problems: ShopProblems) {
  const { render } = createSmsRenderer(templates);
  return ({ template, locale, variables }: Trial) => {
    const tell = (message: string) => problems.addToFile(`templates/${template}/${locale}.yaml`, message);
    const rendering = render({ template, locale, fallbackLocale: locale, variables });
    if (rendering.status === 'unfilled') {
      const { slot = 'a slot', reason } = rendering;
      tell(`in the text message, ${slot}: ${reason}`);
    }
    if (rendering.status !== 'rendered') return;
    const { parts, encoding } = countSmsParts(rendering.body);
    if (parts > MOST_PARTS)
      tell(
        `the text message takes up to ${parts} parts (${encoding}), and ${MOST_PARTS} is the most; shorten it`,
      );
  };
}

/** CAN-SPAM, 15 U.S.C. 7704(a)(3) and (5), for what is commercial: a way out that works, and a postal address. */
function checkLaw(mail: RenderedEmail, variables: MessageVariables, tell: (message: string) => void): void {
  const shows = (value: string) => mail.html.includes(escapeHtml(value)) && mail.text.includes(value);
  if (!shows(variables.unsubscribeUrl))
    tell('the mail has no link to {{ unsubscribeUrl }}, which the law wants');
  if (!shows(variables.shop.postalAddress))
    tell('the mail does not show {{ shop.postalAddress }}, which the law wants');
}
