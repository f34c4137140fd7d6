import { escapeHtml } from '../../domain/message/liquid-engines.ts';
import type { MailVariables } from '../../domain/message/mail-variables.ts';
import { createEmailRenderer, type RenderedEmail } from '../../domain/message/render-email.ts';
import type { Templates } from '../../domain/message/template.ts';
import type { ShopProblems } from '../shop-problems.ts';

/** Renders every template in every language for each sample, as a customer would get it. */
export function checkRendering(
  templates: Templates,
  samples: readonly MailVariables[],
  problems: ShopProblems,
): void {
  const renderer = createEmailRenderer(templates);
  for (const [template, languages] of Object.entries(templates)) {
    const tell = (message: string) => problems.addToFile(`templates/${template}/email.mjml`, message);
    for (const locale of Object.keys(languages)) {
      for (const variables of samples) {
        const rendering = renderer.render({ template, locale, fallbackLocale: locale, variables });
        if (rendering.status === 'rendered') checkLaw(rendering.mail, variables, tell);
        if (rendering.status === 'unfilled') {
          const { part, slot = 'a slot', reason } = rendering;
          tell(`in ${locale}, ${part}, ${slot}: ${reason}`);
        }
      }
    }
  }
}

/** CAN-SPAM, 15 U.S.C. 7704(a)(3) and (5): a way out that works, and a postal address. */
function checkLaw(mail: RenderedEmail, variables: MailVariables, tell: (message: string) => void): void {
  const shows = (value: string) => mail.html.includes(escapeHtml(value)) && mail.text.includes(value);
  if (!shows(variables.unsubscribeUrl))
    tell('the mail has no link to {{ unsubscribeUrl }}, which the law wants');
  if (!shows(variables.shop.postalAddress))
    tell('the mail does not show {{ shop.postalAddress }}, which the law wants');
}
