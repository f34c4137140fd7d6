import type { EmailTemplate } from './template.ts';

/** The name within an output or a tag. Within a string or a comment it counts too, which costs a few reads and harms nothing. */
const MENTION = /\{[{%](?:(?![%}]\})[\s\S])*?\brecommendations\b/;

/** Whether a template has a use for `recommendations`: for all others they need not be looked up. */
export const showsRecommendations = ({ subject, preheader, html, text }: EmailTemplate): boolean =>
  [subject, preheader, html, text].some((part) => MENTION.test(part));
