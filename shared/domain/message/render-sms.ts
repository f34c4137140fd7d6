import type { Template } from 'liquidjs';
import { type FillFailure, fillFailureOf } from './fill-failure.ts';
import { fillLinkParameters } from './link-parameters.ts';
import { createTextEngine, fillTemplate } from './liquid-engines.ts';
import { createLocaleMemory } from './locale-memory.ts';
import type { RenderingRequest } from './render-email.ts';
import type { Templates } from './template.ts';

type SmsRendering =
  | { readonly status: 'rendered'; readonly body: string; readonly locale: string }
  /** There is no such template, it has no text message, or none in a language that fits. */
  | { readonly status: 'unknown-template'; readonly template: string }
  /** A slot would stay empty, or the template breaks on these values. The text must not go out. */
  | ({ readonly status: 'unfilled'; readonly template: string; readonly locale: string } & FillFailure);

export interface SmsRenderer {
  readonly render: (request: RenderingRequest) => SmsRendering;
}

const engine = createTextEngine();

/** Fills the text messages of templates; nothing is escaped. Each is parsed when it is first used. */
export function createSmsRenderer(templates: Templates): SmsRenderer {
  const parsed = new Map<string, Template[]>();
  const localeOf = createLocaleMemory((name) =>
    Object.entries(templates[name] ?? {}).flatMap(([locale, { sms }]) => (sms === undefined ? [] : [locale])),
  );

  const render: SmsRenderer['render'] = ({ template, locale: wanted, fallbackLocale, variables }) => {
    const locale = localeOf(template, wanted, fallbackLocale);
    const source = locale === undefined ? undefined : templates[template]?.[locale]?.sms;
    if (locale === undefined || source === undefined) return { status: 'unknown-template', template };
    const key = `${template}/${locale}?${variables.linkParameters}`;
    try {
      const ready = parsed.get(key) ?? engine.parse(fillLinkParameters(source, variables.linkParameters));
      parsed.set(key, ready);
      return { status: 'rendered', body: fillTemplate(engine, ready, variables).trim(), locale };
    } catch (error) {
      return { status: 'unfilled', template, locale, ...fillFailureOf(error) };
    }
  };
  return { render };
}
