import { languageSwitch } from './language-switch.ts';
import { escapeText, pageFrame } from './page-frame.ts';
import type { PageLanguage } from './page-language.ts';
import type { PreferenceChoice } from './preference-choices.ts';
import { PREFERENCE_TEXTS } from './preference-texts.ts';

interface PreferencePage {
  readonly language: PageLanguage;
  readonly choices: readonly PreferenceChoice[];
  readonly notice?: 'saved' | 'try-again' | 'bad-form';
  /** The page's own token, for the link to the same page in the other language. */
  readonly token: string;
}

/** The page on which a customer says what they want: a form that works without script, and nothing of who they are. */
export function preferencePage({ language, choices, notice, token }: PreferencePage): string {
  const texts = PREFERENCE_TEXTS[language];
  const channels = [...new Set(choices.map(({ channel }) => channel))];
  const groups = channels.map((channel) => {
    const own = choices.filter((choice) => choice.channel === channel);
    const rows = own.map((choice) => choiceRow(choice, own.length > 1, language));
    return `<fieldset><legend>${texts.channel[channel]}</legend>${rows.join('')}</fieldset>`;
  });
  const told = notice === undefined ? '' : `<p class="notice" role="status">${texts[notice]}</p>`;
  return pageFrame({
    language,
    title: texts.title,
    ...(notice !== undefined && { told: texts[notice] }),
    content: `${told}<p>${texts.lead}</p>
  <form method="post">${groups.join('')}
  <div class="actions"><button name="do" value="save">${texts.save}</button><button class="plain" name="do" value="none">${texts.none}</button></div></form>
  ${languageSwitch(language, token)}`,
  });
}

/** What stands where the link is not whole. */
export const badPreferenceLinkPage = (language: PageLanguage, token: string): string => {
  const texts = PREFERENCE_TEXTS[language];
  return pageFrame({
    language,
    title: texts.title,
    content: `<p>${texts['bad-link']}</p>${languageSwitch(language, token)}`,
  });
};

/** The words beside a box: what a customer who ticks it agrees to. */
export function choiceWording({ channel, topic }: PreferenceChoice, language: PageLanguage): string {
  if (topic === undefined) return PREFERENCE_TEXTS[language].news[channel];
  return topic.description === undefined ? topic.title : `${topic.title}: ${topic.description}`;
}

function choiceRow(choice: PreferenceChoice, hasTopics: boolean, language: PageLanguage): string {
  const texts = PREFERENCE_TEXTS[language];
  const { key, channel, topic, isOn, isPending } = choice;
  const label = topic === undefined ? texts.news[channel] : escapeText(topic.title);
  const about = topic === undefined ? (hasTopics ? texts.newsHint : '') : escapeText(topic.description ?? '');
  const hint = [about, ...(isPending ? [texts.pending] : [])].filter((text) => text !== '').join(' ');
  const id = key.replace('/', '-');
  const described = hint === '' ? '' : ` aria-describedby="${id}-hint"`;
  return `<div class="choice${topic === undefined ? '' : ' topic'}"><input type="hidden" name="shown" value="${key}"><input type="checkbox" id="${id}" name="on" value="${key}"${isOn ? ' checked' : ''}${described}><label for="${id}">${label}</label>${hint === '' ? '' : `<p class="hint" id="${id}-hint">${hint}</p>`}</div>`;
}
