import { type Template, UndefinedVariableError } from 'liquidjs';
import { createHtmlEngine, createTextEngine, EmptySlotError } from './liquid-engines.ts';
import type { MailVariables } from './mail-variables.ts';
import { pickLocale } from './pick-locale.ts';
import { showsRecommendations } from './shows-recommendations.ts';
import type { EmailTemplate, Templates } from './template.ts';

interface EmailRequest {
  readonly template: string;
  /** BCP 47 language of the customer, where known. */
  readonly locale?: string | undefined;
  /** The shop's own. */
  readonly fallbackLocale: string;
  readonly variables: MailVariables;
}

export interface RenderedEmail {
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
  /** The locale of the texts. */
  readonly locale: string;
}

type EmailRendering =
  | { readonly status: 'rendered'; readonly mail: RenderedEmail }
  /** There is no such template, or not in a language that fits. */
  | { readonly status: 'unknown-template'; readonly template: string }
  /** A slot would stay empty, or the template breaks on these values. The mail must not go out. */
  | {
      readonly status: 'unfilled';
      readonly template: string;
      readonly locale: string;
      readonly part: EmailPart;
      /** The slot as written in the template, where one is to blame. */
      readonly slot?: string;
      readonly reason: string;
    };

type EmailPart = keyof EmailTemplate;

export interface EmailRenderer {
  readonly render: (request: EmailRequest) => EmailRendering;
  /** Whether a template shows recommendations, in any language. */
  readonly showsRecommendations: (template: string) => boolean;
}

const htmlEngine = createHtmlEngine();
const textEngine = createTextEngine();

/** Locales remembered per template; customers' files hold all sorts of tags. */
const LOCALES_KEPT = 500;

/** Fills compiled templates. Each is parsed when it is first used. */
export function createEmailRenderer(templates: Templates): EmailRenderer {
  const parsed = new Map<string, Template[]>();
  const localeOf = rememberingLocales(templates);
  const showing = new Set(
    Object.keys(templates).filter((name) => Object.values(templates[name] ?? {}).some(showsRecommendations)),
  );

  return {
    showsRecommendations: (template) => showing.has(template),
    render: ({ template, locale: wanted, fallbackLocale, variables }) => {
      const locale = localeOf(template, wanted, fallbackLocale);
      const source = locale === undefined ? undefined : templates[template]?.[locale];
      if (locale === undefined || source === undefined) return { status: 'unknown-template', template };
      let part: EmailPart = 'subject';
      const fill = (next: EmailPart): string => {
        part = next;
        const engine = next === 'html' ? htmlEngine : textEngine;
        const key = `${template}/${locale}/${next}`;
        const ready = parsed.get(key) ?? engine.parse(source[next]);
        parsed.set(key, ready);
        return String(engine.renderSync(ready, variables));
      };
      try {
        const mail = {
          subject: onOneLine(fill('subject')),
          preheader: onOneLine(fill('preheader')),
          html: fill('html'),
          text: fill('text'),
          locale,
        };
        return { status: 'rendered', mail };
      } catch (error) {
        return { status: 'unfilled', template, locale, part, ...whatFailed(error) };
      }
    },
  };
}

function rememberingLocales(templates: Templates) {
  const remembered = new Map<string, string | undefined>();
  return (template: string, wanted: string | undefined, fallback: string): string | undefined => {
    const key = `${template}\n${wanted ?? ''}\n${fallback}`;
    if (!remembered.has(key)) {
      if (remembered.size >= LOCALES_KEPT) remembered.clear();
      const available = Object.keys(templates[template] ?? {});
      remembered.set(key, pickLocale(available, wanted, fallback));
    }
    return remembered.get(key);
  };
}

/** A subject with a line break in it would end the header. */
const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function whatFailed(error: unknown): { readonly slot?: string; readonly reason: string } {
  if (!(error instanceof Error)) return { reason: String(error) };
  const slot = slotOf(error);
  const cause = 'originalError' in error ? error.originalError : error;
  const isEmpty = error instanceof UndefinedVariableError || cause instanceof EmptySlotError;
  const reason = isEmpty ? 'nothing to fill it with' : (error.message.split('\n')[0] ?? error.name);
  return slot === undefined ? { reason } : { slot, reason };
}

/** The tag or output that Liquid was at, as written. */
function slotOf(error: Error): string | undefined {
  const token = 'token' in error ? error.token : undefined;
  if (typeof token !== 'object' || token === null || !('getText' in token)) return undefined;
  return typeof token.getText === 'function' ? String(token.getText()) : undefined;
}
