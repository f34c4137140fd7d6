import type { MessagePreview } from '../../shared/app/preview/fill-message.ts';
import { useFrame } from '../frame.ts';
import { Line } from './line.tsx';

interface MessageShownProps {
  readonly message: MessagePreview;
  /** Where the server has it as HTML, if it is a mail. */
  readonly html: string;
}

/** A message as it would go out, or why it would not. */
export function MessageShown({ message, html }: MessageShownProps) {
  const { text, format } = useFrame();
  const words = text.preview;
  switch (message.status) {
    case 'mail':
      return (
        <>
          <dl class="lines">
            <Line name={words.subject}>{message.subject}</Line>
            <Line name={words.preheader}>{message.preheader}</Line>
          </dl>
          <iframe
            title={text.mailbox.frameTitle(message.subject)}
            src={html}
            sandbox="allow-popups allow-popups-to-escape-sandbox"
          />
          <details>
            <summary>{words.text}</summary>
            <pre class="plain">{message.text}</pre>
          </details>
        </>
      );
    case 'text': {
      const { parts, units, encoding } = message.size;
      const size = text.mailbox.countParts(
        format.number(parts),
        format.number(units),
        text.mailbox.encoding[encoding],
      );
      return (
        <>
          <dl class="lines">
            <Line name={text.channel.sms}>{size}</Line>
            {message.country !== undefined && (
              <Line name={words.textCost}>
                {message.usd === undefined
                  ? words.textCostUnknown(format.country(message.country))
                  : words.textCostTo(format.textPrice(message.usd), format.country(message.country))}
              </Line>
            )}
          </dl>
          <p class="text-message">{message.body}</p>
        </>
      );
    }
    case 'impossible':
      return (
        <p class="fine">
          {words.impossible(text.channel[message.channel])}: {message.reason}
        </p>
      );
  }
}
