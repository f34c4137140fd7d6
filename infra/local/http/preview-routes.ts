import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import * as z from 'zod';
import { previewCampaign } from '../../../shared/app/preview/preview-campaign.ts';
import { compileRules } from '../../../shared/domain/compiled-rules.ts';
import type { Templates } from '../../../shared/domain/message/template.ts';
import type { Rules } from '../../../shared/domain/rules.ts';
import { MAIL_POLICY, openLinksOutside } from './console-headers.ts';
import { readQuery } from './read-query.ts';

const previewQuery = z.object({
  campaign: z.string().min(1).max(64),
  step: z.string().min(1).max(64).optional(),
  as: z.string().max(2000).optional(),
});

interface PreviewedShop {
  readonly rules: Rules;
  /** Absent: nothing can be filled. */
  readonly templates?: Templates;
}

/**
 * What a campaign would send to somebody made up: `GET /api/preview?campaign=win-back&step=first&as=tier=mid,locale=zh-CN`, and its
 * mail alone, to be framed, at `/api/preview/html`.
 */
export function addPreviewRoutes(
  routes: Hono<{ Bindings: HttpBindings }>,
  { rules, templates = {} }: PreviewedShop,
): void {
  const sources = { rules: compileRules(rules), templates };
  const previewFor = (context: Context) => {
    const { campaign, step, as } = readQuery(previewQuery, context);
    return previewCampaign(
      { campaign, ...(step !== undefined && { step }), ...(as !== undefined && { as }) },
      sources,
    );
  };
  routes.get('/api/preview', (context) => context.json(previewFor(context)));
  routes.get('/api/preview/html', (context) => {
    const messages = previewFor(context).steps.flatMap((step) => step.messages);
    const mail = messages.find((message) => message.status === 'mail');
    const html = mail?.status === 'mail' ? mail.html : '';
    return context.html(openLinksOutside(html), 200, { 'content-security-policy': MAIL_POLICY });
  });
}
