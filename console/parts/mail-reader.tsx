import { useEffect, useRef } from 'preact/hooks';
import type { MailView } from '../../shared/app/console/read-mailbox.ts';
import { useFrame } from '../frame.ts';
import { cameFromAnotherView } from '../location.ts';
import { useFetched } from '../use-fetched.ts';
import { MailParts } from './mail-parts.tsx';
import { Failed, Loading } from './notice.tsx';

/** One mail or text message, with who got it and when. */
export function MailReader({ id }: { readonly id: string }) {
  const { text, format } = useFrame();
  const path = `/api/mailbox/${encodeURIComponent(id)}`;
  const { data: mail, failure, reload } = useFetched<MailView>(path);
  const heading = useRef<HTMLHeadingElement>(null);
  const isRead = mail !== undefined;
  useEffect(() => {
    if (isRead && cameFromAnotherView()) heading.current?.focus({ preventScroll: true });
  }, [isRead]);

  if (mail === undefined) return failure ? <Failed failure={failure} onRetry={reload} /> : <Loading />;
  const words = text.mailbox;
  const { sms } = mail;
  const subject = mail.subject || words.noSubject;
  // What the provider hands back with its events tells a reader nothing.
  const tags = Object.entries(mail.tags).filter(([name]) => name !== 'reference');

  return (
    <article class="panel reader">
      <p class="back only-narrow">
        <a href="/mailbox">{words.back}</a>
      </p>
      <h2 ref={heading} tabIndex={-1}>
        {sms === undefined ? subject : words.textMessage}
      </h2>
      <dl class="lines">
        {mail.from !== undefined && (
          <div>
            <dt>{words.from}</dt>
            <dd>{mail.from}</dd>
          </div>
        )}
        <div>
          <dt>{words.recipient}</dt>
          <dd>{mail.to}</dd>
        </div>
        <div>
          <dt>{words.at}</dt>
          <dd>{format.dateTime(mail.at)}</dd>
        </div>
        {tags.length > 0 && (
          <div>
            <dt>{words.campaign}</dt>
            <dd>{text.list(tags.map(([name, value]) => `${name}=${value}`))}</dd>
          </div>
        )}
        {sms !== undefined && (
          <div>
            <dt>{words.parts}</dt>
            <dd>
              {words.countParts(
                format.number(sms.parts),
                format.number(sms.units),
                words.encoding[sms.encoding],
              )}
            </dd>
          </div>
        )}
      </dl>
      {sms === undefined ? (
        <MailParts mail={mail} path={path} subject={subject} />
      ) : (
        <p class="text-message">{mail.text}</p>
      )}
    </article>
  );
}
