/** What a reader has chosen to preview; what is not chosen is left to the server. */
export interface PreviewChoice {
  readonly campaign?: string | undefined;
  readonly step?: string | undefined;
  readonly stage?: string | undefined;
  readonly tier?: string | undefined;
  readonly locale?: string | undefined;
  readonly variant?: string | undefined;
}

const NAMES = ['campaign', 'step', 'stage', 'tier', 'locale', 'variant'] as const;

export function choiceOf(query: URLSearchParams): PreviewChoice {
  return Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = query.get(name);
      return value === null || value === '' ? [] : [[name, value]];
    }),
  );
}

/** The address of the view that shows a choice. */
export function previewPlace(choice: PreviewChoice): string {
  const chosen = NAMES.flatMap((name) => {
    const value = choice[name];
    return value === undefined ? [] : [[name, value]];
  });
  return chosen.length === 0 ? '/preview' : `/preview?${new URLSearchParams(chosen)}`;
}

/** Where the server has it: as JSON, or the mail of a step as HTML. */
export function previewSource(choice: PreviewChoice & { readonly campaign: string }, end: '' | '/html' = '') {
  const { campaign, step, stage, tier, locale, variant } = choice;
  const as = Object.entries({ stage, tier, locale, variant })
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
    .join(',');
  const query = new URLSearchParams({
    campaign,
    ...(step !== undefined && { step }),
    ...(as !== '' && { as }),
  });
  return `/api/preview${end}?${query}`;
}
