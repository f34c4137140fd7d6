import { describe, expect, it } from 'vitest';
import { htmlToPlainText } from '../../../../shared/config/template/html-to-plain-text.ts';
import { createTextEngine } from '../../../../shared/domain/message/liquid-engines.ts';

const LIST =
  '<div>Before</div>{% if list.size > 0 %}<div>Heading</div>{% for one in list %}\n<div>{{ one }}</div>\n{% endfor %}{% endif %}<div>After</div>';

const fill = (html: string, values: object) =>
  createTextEngine().parseAndRenderSync(htmlToPlainText(html), values);

describe('htmlToPlainText', () => {
  it('leaves one empty line between paragraphs, however often a loop goes round', () => {
    expect(fill(LIST, { list: ['a', 'b'] })).toBe('Before\n\nHeading\n\na\n\nb\n\nAfter');
    expect(fill(LIST, { list: [] })).toBe('Before\n\nAfter');
  });

  it('keeps the lines of a text with tags among its words', () => {
    const html = '<div>{% if name %}Hello {{ name }},{% else %}Hello,{% endif %}<br />how are you?</div>';
    expect(fill(html, { name: 'Ada' })).toBe('Hello Ada,\nhow are you?');
    expect(fill(html, {})).toBe('Hello,\nhow are you?');
  });
});
