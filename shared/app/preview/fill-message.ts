import type { Channel } from '../../domain/channel.ts';
import type { EmailRenderer, RenderedEmail, RenderingRequest } from '../../domain/message/render-email.ts';
import type { SmsRenderer } from '../../domain/message/render-sms.ts';
import type { FinishedText, TextFinisher } from './text-finisher.ts';

export type MessagePreview =
  | ({ readonly status: 'mail'; readonly channel: 'email' } & RenderedEmail)
  | ({ readonly status: 'text'; readonly channel: 'sms'; readonly locale: string } & FinishedText)
  /** It would not go out. */
  | { readonly status: 'impossible'; readonly channel: Channel; readonly reason: string };

interface Renderers {
  readonly email: EmailRenderer;
  readonly sms: SmsRenderer;
}

/** What would go out through a channel, or why nothing would. */
export function fillMessage(
  channel: Channel,
  renderers: Renderers,
  request: RenderingRequest,
  finish: TextFinisher,
): MessagePreview {
  const unfilled = (where: string, reason: string): MessagePreview => ({
    status: 'impossible',
    channel,
    reason: `${where}: ${reason}`,
  });
  if (channel === 'email') {
    const rendering = renderers.email.render(request);
    if (rendering.status === 'rendered') return { status: 'mail', channel, ...rendering.mail };
    if (rendering.status === 'unknown-template')
      return unfilled(request.template, 'the template has no mail');
    const { locale, part, slot = '', reason } = rendering;
    return unfilled([`${request.template}/${locale}, ${part}`, slot].join(' ').trim(), reason);
  }
  const rendering = renderers.sms.render(request);
  if (rendering.status === 'rendered') {
    const { body, locale } = rendering;
    return { status: 'text', channel, ...finish(body, locale), locale };
  }
  if (rendering.status === 'unknown-template')
    return unfilled(request.template, 'the template has no text message');
  const { locale, slot = '', reason } = rendering;
  return unfilled([`${request.template}/${locale}, sms`, slot].join(' ').trim(), reason);
}
