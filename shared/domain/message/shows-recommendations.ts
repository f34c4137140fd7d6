import type { MessageTemplate } from './template.ts';

/** The name within an output or a tag. Within a string or a comment it counts too, which costs a few reads and harms nothing. */
const MENTION = /\{[{%](?:(?![%}]\})[\s\S])*?\brecommendations\b/;

/** Whether a template has a use for `recommendations`: for all others they need not be looked up. */
export const showsRecommendations = ({ email, sms = '' }: MessageTemplate): boolean =>
  [email?.subject, email?.preheader, email?.html, email?.text, sms].some((part = '') => MENTION.test(part));
