import type { ComponentChildren } from 'preact';
import type { MessagePreview, StepPreview } from '../../shared/app/preview/preview-campaign.ts';
import { useFrame } from '../frame.ts';

interface PreviewStepProps {
  readonly step: StepPreview;
  /** Where the server has the step's mail as HTML. */
  readonly html: string;
}

/** What one step would send. */
export function PreviewStep({ step, html }: PreviewStepProps) {
  const { text } = useFrame();
  const words = text.preview;
  const offered = Object.entries(step.offer).map(([name, value]) => `${name} ${value}`);
  return (
    <section class="panel preview-step">
      <h2>{step.step}</h2>
      <dl class="lines">
        <Line name={words.template}>{step.template}</Line>
        {step.variation !== undefined && (
          <Line name={words.variation}>
            <code>{step.variation}</code>
          </Line>
        )}
        {offered.length > 0 && <Line name={words.offer}>{text.list(offered)}</Line>}
        {step.only !== undefined && (
          <Line name={words.only}>
            <code>{step.only.condition}</code> {step.only.holds ? words.holds : words.passedOver}
          </Line>
        )}
      </dl>
      {step.messages.map((message) => (
        <Message key={message.channel} message={message} html={html} />
      ))}
    </section>
  );
}

function Message({ message, html }: { readonly message: MessagePreview; readonly html: string }) {
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

const Line = ({ name, children }: { readonly name: string; readonly children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
