import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import * as z from 'zod';
import { readPhoneNumber } from '../../../shared/domain/text/read-phone-number.ts';
import { PerennialError } from '../../../shared/perennial-error.ts';
import { refuseForeignPage } from './refuse-foreign-page.ts';

/** What comes in by SMS has at most ten parts of 160 characters. */
const LONGEST_TEXT = 1600;

const NOT_INTERNATIONAL = {
  ok: false,
  message: 'has to be in E.164 form such as "+12065550123"',
} as const;

const textSchema = z.strictObject({ from: z.string(), body: z.string().max(LONGEST_TEXT) });

/** `POST /api/texts` with `{ from, body }`: a made-up text comes in. What is wrong with a number is said without quoting it. */
export function addInboundTextRoutes(
  routes: Hono<{ Bindings: HttpBindings }>,
  receive: ((from: string, body: string) => Promise<string>) | undefined,
): void {
  routes.post('/api/texts', async (context) => {
    refuseForeignPage(context);
    if (receive === undefined)
      throw new PerennialError('CONSOLE.UNKNOWN_PATH', { message: 'No text can come in here.' });
    const text = textSchema.safeParse(await context.req.json().catch(() => undefined));
    if (!text.success)
      throw new PerennialError('CONSOLE.BAD_TEXT', {
        message: `Send { "from": ..., "body": ... }: a phone number, and a text of at most ${LONGEST_TEXT} characters.`,
      });
    // Nothing tells the country of a number that comes by itself.
    const from = text.data.from.trim();
    const number = from.startsWith('+') ? readPhoneNumber(from, undefined) : NOT_INTERNATIONAL;
    if (!number.ok)
      throw new PerennialError('CONSOLE.BAD_TEXT', {
        message: `The number that it is from ${number.message}.`,
      });
    return context.json({ id: await receive(number.number, text.data.body) });
  });
}
