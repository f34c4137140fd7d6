import { useEffect, useRef, useState } from 'preact/hooks';
import type { MailView } from '../../shared/app/console/read-mailbox.ts';
import { useFrame } from '../frame.ts';
import { cameFromAnotherView } from '../location.ts';
import { useFetched } from '../use-fetched.ts';
import { Choice } from './choice.tsx';
import { Failed, Loading } from './notice.tsx';

type Part = 'html' | 'text' | 'headers';

/** One mail: rendered, as plain text, or its headers. */
export function MailReader({ id }: { readonly id: string }) {
  const { text, format } = useFrame();
  const path = `/api/mailbox/${encodeURIComponent(id)}`;
  const { data: mail, failure, reload } = useFetched<MailView>(path);
  const [chosen, setPart] = useState<Part>();
  const heading = useRef<HTMLHeadingElement>(null);
  const isRead = mail !== undefined;
  useEffect(() => {
    if (isRead && cameFromAnotherView()) heading.current?.focus({ preventScroll: true });
  }, [isRead]);

  if (mail === undefined) return failure ? <Failed failure={failure} onRetry={reload} /> : <Loading />;
  const words = text.mailbox;
  const subject = mail.subject || words.noSubject;
  const part = chosen ?? (mail.html === undefined ? 'text' : 'html');
  const tags = Object.entries(mail.tags);

  return (
    <article class="panel reader">
      <p class="back only-narrow">
        <a href="/mailbox">{words.back}</a>
      </p>
      <h2 ref={heading} tabIndex={-1}>
        {subject}
      </h2>
      <dl class="lines">
        <div>
          <dt>{words.from}</dt>
          <dd>{mail.from}</dd>
        </div>
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
      </dl>
      <div class="panel-title">
        <Choice<Part>
          name="part"
          legend={words.part}
          value={part}
          options={[
            { value: 'html', label: words.html },
            { value: 'text', label: words.text },
            { value: 'headers', label: words.headers },
          ]}
          onChoose={setPart}
        />
        <a href={`${path}/raw`} target="_blank" rel="noreferrer">
          {words.raw}
        </a>
      </div>
      {part === 'html' && mail.html !== undefined && (
        <iframe
          title={words.frameTitle(subject)}
          src={`${path}/html`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
        />
      )}
      {part === 'text' && mail.text !== undefined && <pre class="plain">{mail.text}</pre>}
      {part === 'headers' && (
        <dl class="mail-headers">
          {mail.headers.map(({ name, value }, place) => (
            <div key={place}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {((part === 'html' && mail.html === undefined) || (part === 'text' && mail.text === undefined)) && (
        <p class="fine">{words.noPart}</p>
      )}
    </article>
  );
}
