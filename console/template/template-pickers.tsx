import { useState } from 'preact/hooks';
import type { TemplatePreview } from '../../shared/app/preview/preview-template.ts';
import { useFrame } from '../frame.ts';
import { navigate } from '../location.ts';
import { Choice } from '../parts/choice.tsx';
import { showOffer } from './show-offer.ts';
import { type TemplateChoice, templatePlace } from './template-path.ts';

interface PickersProps {
  readonly name: string;
  readonly choice: TemplateChoice;
  /** What was shown last: it says what there is to choose. */
  readonly preview: TemplatePreview | undefined;
}

type Whose = 'known' | 'unknown' | 'customer';

/** In which language a template is shown, as sent by whom, with whose data, and how it is looked at. */
export function TemplatePickers({ name, choice, preview }: PickersProps) {
  const { text } = useFrame();
  const words = text.templates;
  const [isAsking, setAsking] = useState(choice.customer !== undefined);
  const choose = (change: TemplateChoice): void =>
    navigate(templatePlace(name, { ...choice, ...change }), { replace: true });
  const { locales = [], sendings = [] } = preview ?? {};
  const whose: Whose = isAsking ? 'customer' : choice.sample === 'unknown' ? 'unknown' : 'known';
  const chooseWhose = (next: string): void => {
    setAsking(next === 'customer');
    if (next !== 'customer')
      choose({ customer: undefined, sample: next === 'unknown' ? 'unknown' : undefined });
  };
  return (
    <div class="filters pickers template-pickers">
      <label class="field">
        <span>{words.language}</span>
        <select
          value={choice.locale ?? preview?.locale}
          onChange={(event) => choose({ locale: event.currentTarget.value })}
        >
          {locales.map((locale) => (
            <option key={locale}>{locale}</option>
          ))}
        </select>
      </label>
      {sendings.length > 1 && (
        <label class="field">
          <span>{words.sending}</span>
          <select
            value={choice.sending ?? '0'}
            onChange={(event) => choose({ sending: event.currentTarget.value })}
          >
            {sendings.map(({ campaign, step, offer }, place) => (
              <option key={place} value={String(place)}>
                {[campaign, step, ...showOffer(offer)].join(' · ')}
              </option>
            ))}
          </select>
        </label>
      )}
      <label class="field">
        <span>{words.whose}</span>
        <select value={whose} onChange={(event) => chooseWhose(event.currentTarget.value)}>
          <option value="known">{words.known}</option>
          <option value="unknown">{words.unknown}</option>
          <option value="customer">{words.customer}</option>
        </select>
      </label>
      {isAsking && (
        <form
          class="search"
          onSubmit={(event) => {
            event.preventDefault();
            const id = new FormData(event.currentTarget).get('customer');
            if (typeof id === 'string' && id.trim() !== '')
              choose({ customer: id.trim(), sample: undefined, locale: undefined });
          }}
        >
          <label class="field">
            <span>{words.customerId}</span>
            <input
              type="search"
              name="customer"
              autocomplete="off"
              spellcheck={false}
              required
              maxLength={256}
              defaultValue={choice.customer ?? ''}
            />
          </label>
          <button type="submit">{words.show}</button>
        </form>
      )}
      <Choice<'light' | 'dark'>
        name="scheme"
        legend={words.scheme}
        value={choice.scheme === 'dark' ? 'dark' : 'light'}
        options={[
          { value: 'light', label: words.light },
          { value: 'dark', label: words.dark },
        ]}
        onChoose={(scheme) => choose({ scheme })}
      />
      <Choice<'desktop' | 'phone'>
        name="screen"
        legend={words.screen}
        value={choice.screen === 'phone' ? 'phone' : 'desktop'}
        options={[
          { value: 'desktop', label: words.desktop },
          { value: 'phone', label: words.phone },
        ]}
        onChoose={(screen) => choose({ screen })}
      />
    </div>
  );
}
