import { useState } from 'preact/hooks';
import type { MailView } from '../../shared/app/console/read-mailbox.ts';
import { useFrame } from '../frame.ts';
import { Choice } from './choice.tsx';

type Part = 'html' | 'text' | 'headers';

interface MailPartsProps {
  readonly mail: MailView;
  /** Where the server has it. */
  readonly path: string;
  readonly subject: string;
}

/** What a mail holds: rendered, as plain text, or its headers. */
export function MailParts({ mail, path, subject }: MailPartsProps) {
  const words = useFrame().text.mailbox;
  const [chosen, setPart] = useState<Part>();
  const part = chosen ?? (mail.html === undefined ? 'text' : 'html');
  return (
    <>
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
    </>
  );
}
