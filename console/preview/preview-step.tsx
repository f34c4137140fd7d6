import type { StepPreview } from '../../shared/app/preview/preview-campaign.ts';
import { useFrame } from '../frame.ts';
import { showOffer } from '../template/show-offer.ts';
import { Line } from './line.tsx';
import { MessageShown } from './message-shown.tsx';

interface PreviewStepProps {
  readonly step: StepPreview;
  /** Where the server has the step's mail as HTML. */
  readonly html: string;
}

/** What one step would send. */
export function PreviewStep({ step, html }: PreviewStepProps) {
  const { text } = useFrame();
  const words = text.preview;
  const offered = showOffer(step.offer);
  return (
    <section class="panel preview-step">
      <h2>{step.step}</h2>
      <dl class="lines">
        <Line name={words.template}>
          <a href={`/templates/${encodeURIComponent(step.template)}`}>{step.template}</a>
        </Line>
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
        <MessageShown key={message.channel} message={message} html={html} />
      ))}
    </section>
  );
}
