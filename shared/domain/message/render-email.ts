import type { Template } from 'liquidjs';
import { type FillFailure, fillFailureOf } from './fill-failure.ts';
import { createLinkGuard } from './link-guard.ts';
import { fillLinkParameters } from './link-parameters.ts';
import { createHtmlEngine, createTextEngine, escapeHtml, fillTemplate } from './liquid-engines.ts';
import { createLocaleMemory } from './locale-memory.ts';
import type { MessageVariables } from './message-variables.ts';
import type { EmailTemplate, Templates } from './template.ts';

export interface RenderingRequest {
  readonly template: string;
  /** BCP 47 language of the customer, where known. */
  readonly locale?: string | undefined;
  /** The shop's own. */
  readonly fallbackLocale: string;
  readonly variables: MessageVariables;
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
  /** There is no such template, it has no mail, or none in a language that fits. */
  | { readonly status: 'unknown-template'; readonly template: string }
  /** A slot would stay empty, a link be none, or the template breaks on these values. The mail must not go out. */
  | ({
      readonly status: 'unfilled';
      readonly template: string;
      readonly locale: string;
      readonly part: EmailPart;
    } & FillFailure);

type EmailPart = keyof EmailTemplate;

export interface EmailRenderer {
  readonly render: (request: RenderingRequest) => EmailRendering;
}

const htmlEngine = createHtmlEngine();
const textEngine = createTextEngine();

/** Fills compiled templates. Each is parsed when it is first used. */
export function createEmailRenderer(templates: Templates): EmailRenderer {
  const parsed = new Map<string, ParsedPart>();
  const localeOf = createLocaleMemory((name) =>
    Object.entries(templates[name] ?? {}).flatMap(([locale, { email }]) =>
      email === undefined ? [] : [locale],
    ),
  );

  const render: EmailRenderer['render'] = ({ template, locale: wanted, fallbackLocale, variables }) => {
    const locale = localeOf(template, wanted, fallbackLocale);
    const source = locale === undefined ? undefined : templates[template]?.[locale]?.email;
    if (locale === undefined || source === undefined) return { status: 'unknown-template', template };
    let part: EmailPart = 'subject';
    const fill = (next: EmailPart): string => {
      part = next;
      const engine = next === 'html' ? htmlEngine : textEngine;
      const key = `${template}/${locale}/${next}?${variables.linkParameters}`;
      const ready = parsed.get(key) ?? {
        template: engine.parse(linked(next, source[next], variables)),
        guard: createLinkGuard(next === 'html' ? source.html : ''),
      };
      parsed.set(key, ready);
      const filled = fillTemplate(engine, ready.template, variables);
      ready.guard(filled);
      return filled;
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
      return { status: 'unfilled', template, locale, part, ...fillFailureOf(error) };
    }
  };
  return { render };
}

interface ParsedPart {
  readonly template: Template[];
  /** Throws where a link would be none. */
  readonly guard: (filled: string) => void;
}

const linked = (part: EmailPart, source: string, { linkParameters }: MessageVariables): string =>
  fillLinkParameters(source, linkParameters, part === 'html' ? escapeHtml : undefined);

/** A subject with a line break in it would end the header. */
const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
