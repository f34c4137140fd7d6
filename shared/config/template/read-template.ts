import { escapeHtml } from '../../domain/message/liquid-engines.ts';
import type { EmailTemplate, MessageTemplate } from '../../domain/message/template.ts';
import { checkLanguages } from './check-languages.ts';
import { checkTexts } from './check-texts.ts';
import { compileMjml } from './compile-mjml.ts';
import { htmlToPlainText } from './html-to-plain-text.ts';
import { markHtmlLinks, markTextLinks } from './mark-links.ts';
import { isRightToLeft, mirrorHtml } from './mirror-html.ts';
import { asItIs, linkedHosts, plainIn, textIn } from './plain-texts.ts';
import { readLanguages } from './read-languages.ts';
import { type TemplateContext, textsIn } from './template-context.ts';
import { findTemplateSources } from './template-sources.ts';
import { fillHtmlStrings, fillShopSlots, fillTextStrings, type TemplateStrings } from './template-strings.ts';

/** One template in every language that it has texts in. Empty, with the problems added, where something is wrong. */
export async function readTemplate(
  context: TemplateContext,
  name: string,
): Promise<Readonly<Record<string, MessageTemplate>>> {
  const { folder, problems } = context;
  const before = problems.list.length;
  const sources = findTemplateSources(folder, name, problems);
  const languages = readLanguages(context, name, sources !== undefined);
  checkLanguages(context, name, { languages, hasMail: sources !== undefined });
  const hasText = [...languages.values()].some((own) => own.has('sms'));
  if (sources === undefined && !hasText) return {};
  checkTexts(
    context,
    name,
    {
      paths: sources?.paths ?? [],
      always: sources === undefined ? ['sms'] : ['subject', 'preheader', 'sms'],
    },
    languages,
  );
  const writeMail =
    sources &&
    mailWriter(
      context,
      await compileMjml(folder, sources, problems, context.cacheDirectory),
      sources.textPath,
    );
  if (problems.list.length > before) return {};
  return Object.fromEntries(
    [...languages].map(([locale, own]) => {
      const sms = own.get('sms')?.text.trim();
      const template: MessageTemplate = {
        ...(writeMail !== undefined && { email: writeMail(locale, own) }),
        ...(sms !== undefined && { sms: textIn(context, sms) }),
      };
      return [locale, template];
    }),
  );
}

/** Puts a template's texts into its HTML, which has none where the MJML is wrong. */
function mailWriter(
  context: TemplateContext,
  html = '',
  textPath?: string,
): (locale: string, own: TemplateStrings) => EmailTemplate {
  const { website, mailHosts } = linkedHosts(context);
  const ownText = textPath === undefined ? undefined : context.folder.files.get(textPath);
  return (locale, own) => {
    const texts = textsIn(context, locale, own);
    const filled = fillHtmlStrings(html, texts);
    // Where links lead is known once they have the shop's website.
    const linked = markHtmlLinks(fillShopSlots(filled, website, escapeHtml), mailHosts);
    const text =
      ownText === undefined
        ? htmlToPlainText(linked)
        : markTextLinks(fillShopSlots(fillTextStrings(ownText, texts), website, asItIs), mailHosts);
    return {
      subject: plainIn(context, own.get('subject')?.text.trim() ?? ''),
      preheader: plainIn(context, own.get('preheader')?.text.trim() ?? ''),
      html: fillShopSlots(isRightToLeft(locale) ? mirrorHtml(linked) : linked, context.shop, escapeHtml),
      text: plainIn(context, text),
    };
  };
}
