import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { stream } from 'hono/streaming';
import * as z from 'zod';
import type { RuntimeStatus } from '../../../shared/app/console/runtime-status.ts';
import { listAudit } from '../../../shared/app/privacy/audit-record.ts';
import { eraseCustomer } from '../../../shared/app/privacy/erase-customer.ts';
import { exportCustomer } from '../../../shared/app/privacy/export-customer.ts';
import { findCustomers } from '../../../shared/app/privacy/find-customers.ts';
import { liftErasure } from '../../../shared/app/privacy/lift-erasure.ts';
import { subjectHash } from '../../../shared/app/privacy/subject-hash.ts';
import type { Traces } from '../../../shared/app/privacy/traces.ts';
import { weighCustomer } from '../../../shared/app/privacy/weigh-customer.ts';
import { PerennialError } from '../../../shared/perennial-error.ts';
import type { Clock, Table } from '../../../shared/ports.ts';
import { refuseForeignPage } from './refuse-foreign-page.ts';

/** What it takes to give out and erase what is kept of a customer. */
export interface PrivacyParts {
  /** The shop's own secret, under which ids and addresses are hashed. */
  readonly secret: string;
  readonly whileStill: <Result>(work: () => Promise<Result>) => Promise<Result>;
  readonly traces?: Traces;
}

interface PrivacySources {
  readonly table: Table;
  readonly clock: Clock;
  readonly status: () => RuntimeStatus;
  readonly privacy?: PrivacyParts;
}

const bySchema = z.object({ by: z.string().min(1).max(200).default('page') });
const liftSchema = bySchema.extend({
  reason: z.string().min(1).max(500),
  email: z.string().max(320).exactOptional(),
  phone: z.string().max(320).exactOptional(),
});
const findSchema = z.object({ channel: z.enum(['email', 'sms']), address: z.string().min(1).max(320) });

/**
 * `GET /api/customers/ID/export`, `GET /api/customers/ID/weight`, `POST /api/customers/ID/erase`, `POST /api/customers/ID/lift-erasure`,
 * `POST /api/find` (an address stands in no path, for paths are logged) and `GET /api/audit`.
 */
export function addPrivacyRoutes(
  routes: Hono<{ Bindings: HttpBindings }>,
  { table, clock, status, privacy }: PrivacySources,
): void {
  if (privacy === undefined) return;
  const { secret, whileStill, traces } = privacy;
  routes.get('/api/customers/:id/weight', async (context) =>
    context.json(await weighCustomer(context.req.param('id'), { table, secret })),
  );
  routes.get('/api/customers/:id/export', async (context) => {
    const { by } = bySchema.parse(context.req.query());
    const pieces = exportCustomer(context.req.param('id'), by, { table, clock, secret });
    // The first piece tells whether there is such a customer.
    const first = await pieces.next();
    context.header('content-type', 'application/json; charset=utf-8');
    context.header('content-disposition', 'attachment; filename="customer.json"');
    return stream(context, async (out) => {
      if (first.done !== true) await out.write(first.value);
      for await (const piece of pieces) await out.write(piece);
    });
  });
  routes.post('/api/customers/:id/erase', async (context) => {
    refuseForeignPage(context);
    const { by } = readBody(bySchema, await context.req.text());
    if (status().phase === 'replaying')
      throw new PerennialError('CONSOLE.REPLAYING', {
        message: 'The shop still lives through its history. Ask again when it is open.',
      });
    const deps = { table, clock, secret, ...(traces !== undefined && { traces }) };
    return context.json(await whileStill(() => eraseCustomer(context.req.param('id'), by, deps)));
  });
  routes.post('/api/customers/:id/lift-erasure', async (context) => {
    refuseForeignPage(context);
    const request = readBody(liftSchema, await context.req.text());
    return context.json(await liftErasure(context.req.param('id'), request, { table, clock, secret }));
  });
  routes.post('/api/find', async (context) => {
    refuseForeignPage(context);
    const { channel, address } = readBody(findSchema, await context.req.text());
    return context.json({ customers: await findCustomers(channel, address, table) });
  });
  routes.get('/api/audit', async (context) => {
    const customer = context.req.query('customer');
    const subject = customer === undefined ? undefined : subjectHash(secret, customer);
    return context.json({ records: await listAudit(table, subject) });
  });
}

function readBody<Schema extends z.ZodType>(schema: Schema, text: string): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(text === '' ? '{}' : text));
  } catch {
    throw new PerennialError('CONSOLE.BAD_QUERY', { message: 'The body is not what this path takes.' });
  }
}
