import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import * as z from 'zod';
import { readConsents } from '../../../shared/app/consent/consent-record.ts';
import { importSuppressions } from '../../../shared/app/suppression/import-suppressions.ts';
import { SUPPRESSION_REASONS } from '../../../shared/app/suppression/suppression.ts';
import { PerennialError } from '../../../shared/perennial-error.ts';
import type { Table } from '../../../shared/ports.ts';
import { refuseForeignPage } from './refuse-foreign-page.ts';

/** Addresses of one request, at most. */
export const ADDRESSES_PER_REQUEST = 500;

const bodySchema = z.object({
  addresses: z
    .array(
      z.object({
        channel: z.enum(['email', 'sms']),
        address: z.string().min(1).max(320),
        reason: z.enum(SUPPRESSION_REASONS),
        at: z.number(),
        promotionalOnly: z.boolean(),
      }),
    )
    .max(ADDRESSES_PER_REQUEST),
});

interface ConsentSources {
  readonly table: Table;
  /** Under which addresses are hashed. */
  readonly secret: string | undefined;
}

/**
 * `GET /api/customers/ID/consents`: the record of what a customer said; `POST /api/suppressions`: a piece of a list of addresses that
 * nothing is to go to any more.
 */
export function addConsentRoutes(
  routes: Hono<{ Bindings: HttpBindings }>,
  { table, secret }: ConsentSources,
): void {
  routes.get('/api/customers/:id/consents', async (context) =>
    context.json({ consents: await readConsents(context.req.param('id'), table) }),
  );
  if (secret === undefined) return;
  routes.post('/api/suppressions', async (context) => {
    refuseForeignPage(context);
    const body = bodySchema.safeParse(await context.req.json().catch(() => undefined));
    if (!body.success)
      throw new PerennialError('CONSOLE.BAD_QUERY', { message: 'The body is not what this path takes.' });
    return context.json(await importSuppressions(body.data.addresses, { table, secret }));
  });
}
