import type { TopicRules } from '../../domain/customer/topic-rules.ts';
import type { Bus, Clock, Secrets, Table } from '../../ports.ts';
import { decodeState } from '../decide/state-document.ts';
import { stateKey } from '../item-keys.ts';
import { pageLanguage } from './page-language.ts';
import type { PageRequest, PageResponse } from './page-request.ts';
import { type PreferenceChoice, preferenceChoices } from './preference-choices.ts';
import { badPreferenceLinkPage, choiceWording, preferencePage } from './preference-page.ts';
import { openPreferencesLink, signPreferencesLink } from './preferences-link.ts';
import { publishWords } from './publish-words.ts';
import { readForm } from './read-form.ts';
import { withJustSaid } from './with-just-said.ts';

interface PreferencesDeps {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly table: Table;
  readonly topics: readonly TopicRules[];
  /** Name of the secret that signs the links. */
  readonly linkSecret: string;
}

/**
 * Answers the link to what a customer wants. GET shows the form as things stand and changes nothing; POST says all that was
 * shown on it anew, ticked or not, so that what counts is what the customer saw last. Reads the state alone, where no name and
 * no address is, and what its link says was just said, which the state may not know yet.
 */
export async function answerPreferences(
  request: PageRequest,
  { bus, clock, secrets, table, topics, linkSecret }: PreferencesDeps,
): Promise<PageResponse> {
  const { token = '', acceptLanguage } = request;
  const secret = await secrets.get(linkSecret);
  const link = openPreferencesLink(secret, token);
  if (link === undefined)
    return {
      status: 400,
      html: badPreferenceLinkPage(pageLanguage(request.language, undefined, acceptLanguage), token),
    };

  const { customerId, justSaid } = link;
  const item = await table.get(stateKey(customerId), { consistent: true });
  const state = item && decodeState(customerId, item.body);
  const language = pageLanguage(request.language, state?.profile.locale?.value, acceptLanguage);
  const standing = withJustSaid(preferenceChoices(state, topics, language), state, justSaid);
  const frame = { language, token };
  if (request.method !== 'POST')
    return { status: 200, html: preferencePage({ ...frame, choices: standing }) };

  const chosen = await readChoice(request, preferenceChoices(EVERYTHING, topics, language));
  if (chosen === undefined)
    return { status: 400, html: preferencePage({ ...frame, choices: standing, notice: 'bad-form' }) };
  const now = clock.now();
  const at = new Date(now).toISOString();
  const words = chosen.map((choice) => ({
    channel: choice.channel,
    ...(choice.topic !== undefined && { topic: choice.topic.name }),
    status: choice.isOn ? ('granted' as const) : ('withdrawn' as const),
    source: 'preference-page',
    wording: choiceWording(choice, language),
    at,
  }));
  const identity = [token, at, ...chosen.map(({ key, isOn }) => `${key}:${isOn}`)];
  const isTaken = await publishWords({ source: 'shop.preferences', identity, customerId, now, words }, bus);
  if (!isTaken)
    return { status: 503, html: preferencePage({ ...frame, choices: chosen, notice: 'try-again' }) };
  const saved = { at: now, isOn: Object.fromEntries(chosen.map(({ key, isOn }) => [key, isOn])) };
  const shown = { language, token: signPreferencesLink(secret, { customerId, justSaid: saved }) };
  return { status: 200, html: preferencePage({ ...shown, choices: chosen, notice: 'saved' }) };
}

/** Stands for a customer of whom both channels are known: what a form may name. */
const EVERYTHING = {
  consents: {},
  reachable: { email: { value: true, at: 0 }, sms: { value: true, at: 0 } },
};

/** What was shown on the form with what was ticked; undefined where it says nothing that there is. */
async function readChoice(
  { contentType, body }: PageRequest,
  possible: readonly PreferenceChoice[],
): Promise<readonly PreferenceChoice[] | undefined> {
  const form = await readForm(contentType, body);
  if (form === undefined) return undefined;
  const shown = new Set(form.all('shown'));
  const on = new Set(form.all('on'));
  const isNone = form.all('do').includes('none');
  const choices = possible.filter(({ key }) => shown.has(key));
  if (choices.length === 0) return undefined;
  return choices.map((choice) => ({
    ...choice,
    // To stop everything is to leave the channels; which topics one had on is kept for a return.
    isOn: on.has(choice.key) && !(isNone && choice.topic === undefined),
    isPending: false,
  }));
}
