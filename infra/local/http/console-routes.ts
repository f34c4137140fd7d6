import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import * as z from 'zod';
import { listCustomers } from '../../../shared/app/console/list-customers.ts';
import type { Mailbox } from '../../../shared/app/console/mailbox.ts';
import { readDays } from '../../../shared/app/console/read-days.ts';
import { listMail, readMail, readStoredMail } from '../../../shared/app/console/read-mailbox.ts';
import { readModel } from '../../../shared/app/console/read-model.ts';
import { readMovement } from '../../../shared/app/console/read-movement.ts';
import { readOverview } from '../../../shared/app/console/read-overview.ts';
import { readReplies } from '../../../shared/app/console/read-replies.ts';
import { readStory } from '../../../shared/app/console/read-story.ts';
import type { RuntimeStatus } from '../../../shared/app/console/runtime-status.ts';
import { compileRules } from '../../../shared/domain/compiled-rules.ts';
import type { Templates } from '../../../shared/domain/message/template.ts';
import type { Rules } from '../../../shared/domain/rules.ts';
import { STAGES, TIERS } from '../../../shared/domain/segment/classes.ts';
import { PerennialError } from '../../../shared/perennial-error.ts';
import type { Clock, Table } from '../../../shared/ports.ts';
import { buildConsole } from './build-console.ts';
import { calibrateNow } from './calibrate-now.ts';
import { addCampaignControlRoutes } from './campaign-control-routes.ts';
import { addCampaignExplanationRoutes } from './campaign-explanation-routes.ts';
import { addCampaignReportRoutes } from './campaign-report-routes.ts';
import { addConsentRoutes } from './consent-routes.ts';
import { MAIL_POLICY, openLinksOutside, PAGE_POLICY, SAFE_HEADERS } from './console-headers.ts';
import { addEndpointRoutes } from './endpoint-routes.ts';
import { addInboundTextRoutes } from './inbound-text-routes.ts';
import { addPreviewRoutes } from './preview-routes.ts';
import { addPrivacyRoutes, type PrivacyParts } from './privacy-routes.ts';
import { readQuery } from './read-query.ts';
import { refuseForeignPage } from './refuse-foreign-page.ts';
import { sendPageFile } from './send-page-file.ts';
import { addTaskRoutes } from './task-routes.ts';
import { addTemplateRoutes } from './template-routes.ts';

interface ConsoleSources {
  readonly table: Table;
  readonly mailbox: Mailbox;
  readonly clock: Clock;
  readonly rules: Rules;
  /** What previews are filled from. */
  readonly templates?: Templates;
  readonly status: () => RuntimeStatus;
  /** Runs the function that is scheduled to calibrate, once, now; absent: it cannot be asked for. */
  readonly calibrate?: () => Promise<unknown>;
  /** Lets a text come in as if a person had sent it; absent: none can. */
  readonly receiveText?: (from: string, body: string) => Promise<string>;
  /** Absent: nothing can be given out or erased here. */
  readonly privacy?: PrivacyParts;
  /** Host names under which the page may be asked for; the machine's own when absent. */
  readonly hosts?: readonly string[];
  /** Told of every failure that is not the reader's mistake. */
  readonly onFailure?: (error: unknown) => void;
}

const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

const daySchema = z.iso.date('must be a day such as 2026-01-31').optional();
const daysQuery = z.object({ from: daySchema, to: daySchema });
/** Ten years at most: a day of the answer is a number for each class. */
const movementQuery = z.object({ days: z.coerce.number().int().min(1).max(3660).default(90) });
const customersQuery = z.object({
  stage: z.enum(STAGES).optional(),
  tier: z.enum(TIERS).optional(),
  cursor: z.string().max(4096).optional(),
});
const mailboxQuery = z.object({ before: z.string().min(1).max(256).optional() });

/**
 * The page and its API. It reads, and can ask for a calibration and pause, resume or stop a campaign, close a task, enable an endpoint and let a text come in; nothing else can be changed through it. Mount it at `/`
 * after every other route: what no route before it answered gets the page's shell, save under `/api/`.
 */
export function createConsoleRoutes(sources: ConsoleSources): Hono<{ Bindings: HttpBindings }> {
  const { table, mailbox, clock, status, calibrate } = sources;
  const compiled = compileRules(sources.rules);
  const hosts = sources.hosts ?? LOCAL_HOSTS;
  const page = buildConsole();
  // The failure belongs to the request that needs the page, not to the process.
  page.catch(() => undefined);

  const routes = new Hono<{ Bindings: HttpBindings }>();

  routes.on(['GET', 'POST'], '*', async (context, next) => {
    // The page shows personal data to whoever can reach it. It is bound to this machine; asking for the name as well
    // keeps out a site whose own name was made to point here (DNS rebinding).
    const host = (context.req.header('host') ?? new URL(context.req.url).host)
      .replace(/:\d+$/, '')
      .toLowerCase();
    if (!hosts.includes(host)) {
      throw new PerennialError('CONSOLE.HOST_NOT_ALLOWED', {
        message: `The page is not served under the name "${host}". Open it at http://localhost.`,
      });
    }
    await next();
    for (const [name, value] of Object.entries(SAFE_HEADERS)) context.header(name, value);
    if (!context.res.headers.has('cache-control')) context.header('cache-control', 'no-store');
    if (!context.res.headers.has('content-security-policy')) {
      context.header('content-security-policy', PAGE_POLICY);
    }
  });

  routes.get('/api/status', (context) => context.json({ now: clock.now(), status: status() }));
  routes.get('/api/overview', async (context) => context.json(await readOverview(sources)));
  routes.get('/api/days', async (context) => {
    const { from, to } = readQuery(daysQuery, context);
    const range = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    return context.json({ days: await readDays(table, range) });
  });
  routes.get('/api/movement', async (context) =>
    context.json(await readMovement(sources, readQuery(movementQuery, context).days)),
  );
  routes.get('/api/model', async (context) => context.json(await readModel(sources)));
  routes.get('/api/customers', async (context) => {
    const { stage, tier, cursor } = readQuery(customersQuery, context);
    const filter = {
      ...(stage === undefined ? {} : { stage }),
      ...(tier === undefined ? {} : { tier }),
      ...(cursor === undefined ? {} : { cursor }),
    };
    return context.json(await listCustomers(table, filter));
  });
  routes.get('/api/customers/:id', async (context) =>
    context.json(
      await readStory(table, context.req.param('id'), { rules: compiled, clock }, sources.privacy?.secret),
    ),
  );
  routes.get('/api/mailbox', async (context) =>
    context.json(await listMail(mailbox, readQuery(mailboxQuery, context).before)),
  );
  routes.get('/api/mailbox/:id', async (context) =>
    context.json(await readMail(mailbox, context.req.param('id'))),
  );
  routes.get('/api/mailbox/:id/html', async (context) => {
    const { html = '' } = await readMail(mailbox, context.req.param('id'));
    return context.html(openLinksOutside(html), 200, { 'content-security-policy': MAIL_POLICY });
  });
  routes.get('/api/mailbox/:id/raw', async (context) => {
    const { raw } = await readStoredMail(mailbox, context.req.param('id'));
    return context.body(Uint8Array.from(raw), 200, { 'content-type': 'text/plain; charset=utf-8' });
  });
  routes.post('/api/calibrate', async (context) => {
    refuseForeignPage(context);
    if (calibrate === undefined)
      throw new PerennialError('CONSOLE.UNKNOWN_PATH', { message: 'No calibration can be asked for here.' });
    if (status().phase === 'replaying')
      throw new PerennialError('CONSOLE.REPLAYING', {
        message:
          'The shop still lives through its history, and calibrates by itself at the end. Ask again then.',
      });
    return context.json(await calibrateNow({ table, clock, rules: compiled, calibrate }));
  });
  routes.get('/api/replies', async (context) => context.json(await readReplies(sources)));
  addCampaignControlRoutes(routes, sources);
  addCampaignReportRoutes(routes, sources);
  addCampaignExplanationRoutes(routes, sources);
  addPreviewRoutes(routes, sources);
  addTemplateRoutes(routes, sources);
  addPrivacyRoutes(routes, sources);
  addConsentRoutes(routes, { table, secret: sources.privacy?.secret });
  addTaskRoutes(routes, sources);
  addEndpointRoutes(routes, sources);
  addInboundTextRoutes(routes, sources.receiveText);
  routes.get('/api/*', (context) => {
    throw new PerennialError('CONSOLE.UNKNOWN_PATH', { message: `There is nothing at ${context.req.path}.` });
  });

  routes.get('/assets/:name', async (context) => {
    const file = (await page).assets.get(context.req.param('name'));
    if (file === undefined) return context.text('Not found. Reload the page.', 404);
    return sendPageFile(context, file, 'public, max-age=31536000, immutable');
  });
  routes.get('*', async (context) => sendPageFile(context, (await page).shell, 'no-cache'));

  routes.onError((error, context) => {
    const { status: httpStatus, code, message } = explain(error);
    if (httpStatus >= 500) sources.onFailure?.(error);
    return context.json({ error: { code, message } }, httpStatus, SAFE_HEADERS);
  });
  return routes;
}

type FailureStatus = 400 | 403 | 404 | 409 | 410 | 415 | 500 | 503;

const STATUS_OF: Readonly<Record<string, FailureStatus>> = {
  'CONSOLE.HOST_NOT_ALLOWED': 403,
  'CONSOLE.FOREIGN_PAGE': 403,
  'CONSOLE.NOT_JSON': 415,
  'CONSOLE.REPLAYING': 409,
  'CONSOLE.ERASED_CUSTOMER': 410,
  'PRIVACY.UNKNOWN_CUSTOMER': 404,
  'PRIVACY.NOT_ERASED': 404,
  'PRIVACY.STILL_ERASING': 409,
  'PRIVACY.NAMES_PERSON': 400,
  'CAMPAIGN.UNKNOWN': 404,
  'CAMPAIGN.STOPPED': 409,
  'ENDPOINT.UNKNOWN': 404,
  'TASK.UNKNOWN': 404,
  'PREVIEW.UNKNOWN_CAMPAIGN': 404,
  'PREVIEW.UNKNOWN_STEP': 404,
  'PREVIEW.UNKNOWN_TEMPLATE': 404,
  'PREVIEW.BAD_PERSONA': 400,
};

function explain(error: Error): { status: FailureStatus; code: string; message: string } {
  if (!(error instanceof PerennialError)) {
    const message = 'The page could not read this. See what the server printed.';
    return { status: 500, code: 'CONSOLE.FAILED', message };
  }
  const { code, message } = error;
  if (code.startsWith('CONSOLE.UNKNOWN_')) return { status: 404, code, message };
  if (code.startsWith('CONSOLE.BAD_')) return { status: 400, code, message };
  return { status: STATUS_OF[code] ?? (error.retryable ? 503 : 500), code, message };
}
