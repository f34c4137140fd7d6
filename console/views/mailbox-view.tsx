import type { MailPage } from '../../shared/app/console/read-mailbox.ts';
import { useFrame } from '../frame.ts';
import { MailReader } from '../parts/mail-reader.tsx';
import { Empty, Failed, Loading } from '../parts/notice.tsx';
import { ViewTitle } from '../parts/view-title.tsx';
import { usePages } from '../use-pages.ts';

/** Every mail and text message that this machine would have sent: the list, and the one that is open. */
export function MailboxView({ id }: { readonly id: string | undefined }) {
  const { text, format, pollMs } = useFrame();
  const { pages, failure, reload, more } = usePages<MailPage>(
    '/api/mailbox',
    ({ before }) => before && `/api/mailbox?before=${encodeURIComponent(before)}`,
    pollMs,
  );
  const mails = pages?.flatMap((page) => page.mails);

  return (
    <>
      <ViewTitle title={text.mailbox.title}>
        <p class="aside">{text.mailbox.note}</p>
      </ViewTitle>
      {failure && <Failed failure={failure} onRetry={reload} />}
      {mails === undefined && !failure && <Loading />}
      {mails?.length === 0 && id === undefined && <Empty>{text.mailbox.empty}</Empty>}
      {mails !== undefined && (mails.length > 0 || id !== undefined) && (
        <div class={`mailbox${id === undefined ? '' : ' reading'}`}>
          <nav class="panel flush mails" aria-label={text.mailbox.list}>
            <ul>
              {mails.map((mail) => (
                <li key={mail.id}>
                  <a
                    href={`/mailbox/${encodeURIComponent(mail.id)}`}
                    aria-current={mail.id === id ? 'true' : undefined}
                  >
                    <span class="subject">
                      {mail.channel === 'sms' && <span class="tag">{text.mailbox.sms}</span>}
                      {mail.subject || text.mailbox.noSubject}
                    </span>
                    <span class="envelope">
                      <span>{mail.to}</span>
                      <time dateTime={new Date(mail.at).toISOString()}>{format.date(mail.at)}</time>
                    </span>
                  </a>
                </li>
              ))}
            </ul>
            {more && (
              <button type="button" class="more" onClick={more}>
                {text.mailbox.older}
              </button>
            )}
          </nav>
          <div class="mail">
            {id === undefined ? <Empty>{text.mailbox.choose}</Empty> : <MailReader key={id} id={id} />}
          </div>
        </div>
      )}
    </>
  );
}
