import type { CampaignPreview } from '../../shared/app/preview/preview-campaign.ts';
import { STAGES, TIERS } from '../../shared/domain/segment/classes.ts';
import { useFrame } from '../frame.ts';
import { navigate } from '../location.ts';
import { type PreviewChoice, previewPlace } from './preview-path.ts';

interface PickersProps {
  readonly choice: PreviewChoice;
  readonly campaigns: readonly string[];
  /** What was previewed last: it says what there is to choose, and what holds where nothing was chosen. */
  readonly preview: CampaignPreview | undefined;
}

/** What to preview, and for whom. */
export function PreviewPickers({ choice, campaigns, preview }: PickersProps) {
  const { text } = useFrame();
  const words = text.preview;
  const choose = (change: PreviewChoice): void =>
    navigate(previewPlace({ ...choice, ...change }), { replace: true });
  const plain = (names: readonly string[]) => names.map((name) => ({ value: name, label: name }));
  const { steps = [], variants = [], locales = [] } = preview?.choices ?? {};
  const { view, variant } = preview?.persona ?? {};
  return (
    <div class="filters pickers">
      <Picker
        label={words.campaign}
        value={choice.campaign}
        options={plain(campaigns)}
        onChoose={(campaign) =>
          navigate(previewPlace({ ...choice, campaign, step: undefined, variant: undefined }))
        }
      />
      <Picker
        label={words.step}
        value={choice.step ?? ''}
        options={[{ value: '', label: words.allSteps }, ...plain(steps)]}
        onChoose={(step) => choose({ step: step === '' ? undefined : step })}
      />
      <Picker
        label={words.stage}
        value={view?.stage}
        options={STAGES.map((name) => ({ value: name, label: text.stage[name] }))}
        onChoose={(stage) => choose({ stage })}
      />
      <Picker
        label={words.tier}
        value={view?.tier}
        options={TIERS.map((name) => ({ value: name, label: text.tier[name] }))}
        onChoose={(tier) => choose({ tier })}
      />
      <Picker
        label={words.locale}
        value={view?.locale}
        options={plain(locales)}
        onChoose={(locale) => choose({ locale })}
      />
      {variants.length > 0 && (
        <Picker
          label={words.variant}
          value={variant}
          options={plain(variants)}
          onChoose={(name) => choose({ variant: name })}
        />
      )}
    </div>
  );
}

interface PickerProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChoose: (value: string) => void;
}

function Picker({ label, value, options, onChoose }: PickerProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
