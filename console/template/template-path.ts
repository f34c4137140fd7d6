/** How a reader has chosen to look at a template; what is not chosen is left to the server. */
export interface TemplateChoice {
  readonly locale?: string | undefined;
  readonly sending?: string | undefined;
  readonly sample?: string | undefined;
  readonly customer?: string | undefined;
  readonly scheme?: string | undefined;
  readonly screen?: string | undefined;
}

const NAMES = ['locale', 'sending', 'sample', 'customer', 'scheme', 'screen'] as const;
/** What makes no other message of it. */
const LOOKS: readonly string[] = ['scheme', 'screen'];

export const templateChoiceOf = (query: URLSearchParams): TemplateChoice =>
  Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = query.get(name);
      return value === null || value === '' ? [] : [[name, value]];
    }),
  );

const pairsOf = (choice: TemplateChoice): [string, string][] =>
  NAMES.flatMap((name): [string, string][] => {
    const value = choice[name];
    return value === undefined ? [] : [[name, value]];
  });

const withQuery = (path: string, pairs: readonly [string, string][]): string =>
  pairs.length === 0 ? path : `${path}?${new URLSearchParams([...pairs])}`;

/** The address of the view that shows it so. */
export const templatePlace = (template: string, choice: TemplateChoice): string =>
  withQuery(`/templates/${encodeURIComponent(template)}`, pairsOf(choice));

/** Where the server has it as JSON. */
export const templateSource = (template: string, choice: TemplateChoice): string =>
  withQuery(
    `/api/templates/${encodeURIComponent(template)}`,
    pairsOf(choice).filter(([name]) => !LOOKS.includes(name)),
  );

/** Where the server has its mail as HTML. */
export const templateFrame = (template: string, choice: TemplateChoice): string =>
  withQuery(
    `/api/templates/${encodeURIComponent(template)}/html`,
    pairsOf(choice).filter(([name]) => name !== 'screen'),
  );
