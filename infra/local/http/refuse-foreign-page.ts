import type { Context } from 'hono';
import { PerennialError } from '../../../shared/perennial-error.ts';

/**
 * Lets nobody ask for a change but the page itself and programs of this machine. Another site's page can send a form or a text
 * without asking, but JSON only after a preflight, to which nothing here answers; and its browser says where it comes from.
 * Throws `CONSOLE.NOT_JSON` or `CONSOLE.FOREIGN_PAGE`.
 */
export function refuseForeignPage(context: Context): void {
  const type = context.req.header('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw new PerennialError('CONSOLE.NOT_JSON', {
      message: 'Send it with the header "content-type: application/json".',
    });
  const origin = context.req.header('origin');
  const host = context.req.header('host') ?? new URL(context.req.url).host;
  if (origin !== undefined && origin !== `http://${host}`)
    throw new PerennialError('CONSOLE.FOREIGN_PAGE', { message: 'Another site may not ask for this.' });
}
