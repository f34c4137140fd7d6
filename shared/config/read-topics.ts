import type { ConsentRules, TopicText } from '../domain/customer/topic-rules.ts';
import type { ShopSettings } from '../domain/shop-settings.ts';
import { nearestName } from '../nearest-name.ts';
import { topicsFileSchema } from './files/topics-file.ts';
import type { ShopProblems } from './shop-problems.ts';

interface Surroundings {
  /** Absent where shop.yaml cannot be read; what it says is then not held against the topics. */
  readonly shop: ShopSettings | undefined;
  readonly templates: readonly string[];
}

/** Reads topics.yaml, which a shop may do without; undefined, with the problems added, where something is wrong. */
export function readTopics(
  { shop, templates }: Surroundings,
  problems: ShopProblems,
): ConsentRules | undefined {
  const before = problems.list.length;
  const file = problems.readOptional('topics.yaml', topicsFileSchema);
  if (file === undefined) return undefined;
  const { value, yaml } = file;
  const needed = shop === undefined ? [] : new Set([shop.locale, ...(shop.locales ?? [])]);
  value.topics.forEach(({ name, texts }, index) => {
    if (value.topics.findIndex((topic) => topic.name === name) < index)
      problems.addAt(yaml, ['topics', index, 'name'], `there is a topic "${name}" already`);
    for (const locale of needed)
      if (texts[locale] === undefined)
        problems.addAt(yaml, ['topics', index, 'texts'], `the topic "${name}" has no text in ${locale}`);
  });
  const template = value.doubleOptIn?.template;
  if (template !== undefined && !templates.includes(template)) {
    const message = `there is no folder templates/${template}`;
    problems.addAt(yaml, ['doubleOptIn', 'template'], message, nearestName(template, templates));
  }
  if (problems.list.length > before) return undefined;
  return {
    topics: value.topics.map(({ default: byDefault, texts, ...topic }) => ({
      ...topic,
      byDefault,
      texts: Object.fromEntries(Object.entries(texts).map(([locale, text]) => [locale, toText(text)])),
    })),
    ...(value.doubleOptIn !== undefined && { doubleOptIn: value.doubleOptIn }),
  };
}

const toText = ({
  title,
  description,
}: {
  readonly title: string;
  readonly description?: string | undefined;
}): TopicText => (description === undefined ? { title } : { title, description });
