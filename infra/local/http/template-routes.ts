import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import * as z from 'zod';
import { forceColorScheme } from '../../../shared/app/preview/force-color-scheme.ts';
import { listTemplates } from '../../../shared/app/preview/list-templates.ts';
import { previewTemplate } from '../../../shared/app/preview/preview-template.ts';
import { compileRules } from '../../../shared/domain/compiled-rules.ts';
import type { Templates } from '../../../shared/domain/message/template.ts';
import type { Rules } from '../../../shared/domain/rules.ts';
import type { Clock, Table } from '../../../shared/ports.ts';
import { MAIL_POLICY, openLinksOutside } from './console-headers.ts';
import { readQuery } from './read-query.ts';

const templateQuery = z.object({
  locale: z.string().min(1).max(64).optional(),
  sending: z.coerce.number().int().min(0).max(10_000).optional(),
  customer: z.string().min(1).max(256).optional(),
  sample: z.enum(['known', 'unknown']).optional(),
});
const htmlQuery = z.object({ scheme: z.enum(['light', 'dark']).default('light') });

interface TemplateShop {
  readonly rules: Rules;
  /** Absent: there are none to show. */
  readonly templates?: Templates;
  readonly table: Table;
  readonly clock: Clock;
}

/**
 * The shop's templates: `GET /api/templates`; one of them filled, `/api/templates/NAME?locale=zh-CN&sending=0&customer=ID`, with the
 * data of a customer or of somebody made up; and its mail alone, to be framed, `/api/templates/NAME/html?scheme=dark`.
 */
export function addTemplateRoutes(
  routes: Hono<{ Bindings: HttpBindings }>,
  { rules, templates = {}, table, clock }: TemplateShop,
): void {
  const sources = { rules: compileRules(rules), templates, table, clock };
  const previewFor = async (template: string, context: Context) => {
    const { locale, sending, customer, sample } = readQuery(templateQuery, context);
    return await previewTemplate(
      {
        template,
        isStranger: sample === 'unknown',
        ...(locale !== undefined && { locale }),
        ...(sending !== undefined && { sending }),
        ...(customer !== undefined && { customer }),
      },
      sources,
    );
  };
  routes.get('/api/templates', (context) =>
    context.json({ templates: listTemplates(templates, rules.campaigns, rules.consent) }),
  );
  routes.get('/api/templates/:name', async (context) =>
    context.json(await previewFor(context.req.param('name'), context)),
  );
  routes.get('/api/templates/:name/html', async (context) => {
    const { messages } = await previewFor(context.req.param('name'), context);
    const mail = messages.find((message) => message.status === 'mail');
    const html = forceColorScheme(mail?.html ?? '', readQuery(htmlQuery, context).scheme);
    return context.html(openLinksOutside(html), 200, { 'content-security-policy': MAIL_POLICY });
  });
}
