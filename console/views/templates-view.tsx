import type { TemplateLine } from '../../shared/app/preview/list-templates.ts';
import { useFrame } from '../frame.ts';
import { Empty, Failed, Loading } from '../parts/notice.tsx';
import { ViewTitle } from '../parts/view-title.tsx';
import { useFetched } from '../use-fetched.ts';

/** Every template of the shop, and who sends it. */
export function TemplatesView() {
  const { text } = useFrame();
  const words = text.templates;
  const { data, failure, reload } = useFetched<{ templates: readonly TemplateLine[] }>('/api/templates');
  return (
    <>
      <ViewTitle title={words.title}>
        <p class="aside">{words.note}</p>
      </ViewTitle>
      {failure && data === undefined && <Failed failure={failure} onRetry={reload} />}
      {data === undefined && !failure && <Loading />}
      {data?.templates.length === 0 && <Empty>{words.none}</Empty>}
      {data !== undefined && data.templates.length > 0 && (
        <section class="panel flush">
          <TemplateTable templates={data.templates} />
        </section>
      )}
    </>
  );
}

function TemplateTable({ templates }: { readonly templates: readonly TemplateLine[] }) {
  const { text } = useFrame();
  const words = text.templates;
  return (
    <table class="rows templates">
      <thead>
        <tr>
          <th scope="col">{words.name}</th>
          <th scope="col">{words.channels}</th>
          <th scope="col" class="wide">
            {words.languages}
          </th>
          <th scope="col">{words.usedBy}</th>
        </tr>
      </thead>
      <tbody>
        {templates.map(({ name, channels, locales, sendings, asksToConfirm }) => (
          <tr key={name}>
            <th scope="row">
              <a href={`/templates/${encodeURIComponent(name)}`}>{name}</a>
            </th>
            <td>{text.list(channels.map((channel) => text.channel[channel]))}</td>
            <td class="wide">{text.list(locales)}</td>
            <td>
              {asksToConfirm && <span class="fine">{words.doubleOptIn}</span>}
              {!asksToConfirm && sendings.length === 0 && <span class="fine">{words.unused}</span>}
              {[...new Set(sendings.map(({ campaign }) => campaign))].map((campaign) => (
                <a key={campaign} class="user" href={`/campaigns/${encodeURIComponent(campaign)}`}>
                  {campaign}
                </a>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
