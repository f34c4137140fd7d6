import { escapeHtml } from '../../domain/message/liquid-engines.ts';
import type { MessageVariables } from '../../domain/message/message-variables.ts';
import { createEmailRenderer, type RenderedEmail } from '../../domain/message/render-email.ts';
import { createSmsRenderer } from '../../domain/message/render-sms.ts';
import { countSmsParts } from '../../domain/message/sms-parts.ts';
import type { Templates } from '../../domain/message/template.ts';
import { finishText } from '../../domain/text/finish-text.ts';
import { likelyCountry } from '../../domain/text/likely-country.ts';
import { DEFAULT_TEXT_RULES, type TextRules } from '../../domain/text/text-rules.ts';
import type { ShopProblems } from '../shop-problems.ts';
import { type MessageSample, withMentioned } from './sample-variables.ts';
import { mjmlPathOf } from './template-sources.ts';

/** AWS takes no more characters of one text. */
const MOST_CHARACTERS = 1600;

/** Renders every template in every language for each sample, as a customer would get it. */
export function checkRendering(
  templates: Templates,
  samplesOf: (template: string) => readonly MessageSample[],
  problems: ShopProblems,
  texts: TextRules = DEFAULT_TEXT_RULES,
): void {
  const checkMail = mailCheck(templates, problems);
  const checkText = textCheck(templates, texts, problems);
  for (const [template, languages] of Object.entries(templates)) {
    const samples = samplesOf(template);
    for (const [locale, { email, sms }] of Object.entries(languages)) {
      for (const sample of samples) {
        if (email !== undefined) {
          const isPromotional = sample.use?.isPromotional !== false;
          for (const variables of withMentioned(sample, Object.values(email).join('\n')))
            checkMail({ template, locale, variables, isPromotional });
        }
        if (sms !== undefined) {
          const isPromotional = sample.use?.isPromotional !== false;
          for (const variables of withMentioned(sample, sms))
            checkText({ template, locale, variables, isPromotional });
        }
      }
    }
  }
}

interface Trial {
  readonly template: string;
  readonly locale: string;
  readonly variables: MessageVariables;
  readonly isPromotional: boolean;
}

function mailCheck(templates: Templates, problems: ShopProblems) {
  const { render } = createEmailRenderer(templates);
  return ({ template, locale, variables, isPromotional }: Trial) => {
    const tell = (message: string) => problems.addToFile(mjmlPathOf(template), message);
    const rendering = render({ template, locale, fallbackLocale: locale, variables });
    if (rendering.status === 'rendered' && isPromotional) checkLaw(rendering.mail, variables, tell);
    if (rendering.status === 'unfilled') {
      const { part, slot = 'a slot', reason } = rendering;
      tell(`in ${locale}, ${part}, ${slot}: ${reason}`);
    }
  };
}

function textCheck(templates: Templates, texts: TextRules, problems: ShopProblems) {
  const { render } = createSmsRenderer(templates);
  return ({ template, locale, variables, isPromotional }: Trial) => {
    const tell = (message: string) => problems.addToFile(`templates/${template}/${locale}.yaml`, message);
    const rendering = render({ template, locale, fallbackLocale: locale, variables });
    if (rendering.status === 'unfilled') {
      const { slot = 'a slot', reason } = rendering;
      tell(`in the text message, ${slot}: ${reason}`);
    }
    if (rendering.status !== 'rendered') return;
    // As it reaches most who read the language: with the signature and the way out of their country.
    const country = likelyCountry(locale);
    const occasion = { country, locale, isPromotional, isFirst: true, shopName: variables.shop.name };
    const text = finishText(rendering.body, occasion, texts);
    const { parts, encoding } = countSmsParts(text);
    const tooMany = `the text message takes up to ${parts} parts (${encoding}), and`;
    if (parts > texts.maxParts)
      tell(`${tooMany} ${texts.maxParts} is the most; shorten it, or raise maxParts in sms.yaml`);
    else if (text.length > MOST_CHARACTERS)
      tell(`${tooMany} ${MOST_CHARACTERS} characters are the most that AWS takes; shorten it`);
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
