import { useRef } from 'preact/hooks';
import type { TemplatePreview } from '../../shared/app/preview/preview-template.ts';
import { useFrame } from '../frame.ts';
import { Failed, Loading } from '../parts/notice.tsx';
import { ViewTitle } from '../parts/view-title.tsx';
import { MessageShown } from '../preview/message-shown.tsx';
import { templateChoiceOf, templateFrame, templateSource } from '../template/template-path.ts';
import { TemplatePickers } from '../template/template-pickers.tsx';
import { useFetched } from '../use-fetched.ts';

interface TemplateViewProps {
  readonly name: string;
  readonly query: URLSearchParams;
}

/** One template in one language, as its reader would see it: mail, its text, and text message. */
export function TemplateView({ name, query }: TemplateViewProps) {
  const { text } = useFrame();
  const words = text.templates;
  const choice = templateChoiceOf(query);
  const { data, failure, reload } = useFetched<TemplatePreview>(templateSource(name, choice));
  // The last one stays until the next has come, so that nothing jumps under the reader's hand.
  const last = useRef<TemplatePreview>(undefined);
  if (data !== undefined) last.current = data;
  const preview = failure ? undefined : last.current;
  return (
    <>
      <ViewTitle title={name}>
        <p class="aside">
          <a href="/templates">{words.link}</a>
        </p>
      </ViewTitle>
      <TemplatePickers name={name} choice={choice} preview={last.current} />
      {failure && <Failed failure={failure} onRetry={reload} />}
      {preview === undefined && !failure && <Loading />}
      {preview !== undefined && (
        <section class={`panel preview-step ${choice.screen === 'phone' ? 'on-phone' : ''}`}>
          <p class="fine">
            {preview.sending === undefined ? (
              preview.asksToConfirm ? (
                words.doubleOptIn
              ) : (
                words.unused
              )
            ) : (
              <>
                {words.usedBy} <UsingCampaigns sendings={preview.sendings} />
              </>
            )}
          </p>
          {preview.messages.map((message) => (
            <MessageShown key={message.channel} message={message} html={templateFrame(name, choice)} />
          ))}
        </section>
      )}
    </>
  );
}

function UsingCampaigns({ sendings }: Pick<TemplatePreview, 'sendings'>) {
  return [...new Set(sendings.map(({ campaign }) => campaign))].map((campaign) => (
    <a key={campaign} class="user" href={`/campaigns/${encodeURIComponent(campaign)}`}>
      {campaign}
    </a>
  ));
}
