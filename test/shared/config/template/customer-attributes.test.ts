import { describe, expect, it } from 'vitest';
import { problemsAfter, problemsOfText } from './letter-problems.ts';

const problemsOfLink = (href: string) => problemsAfter('email.mjml', '{{ shop.website }}/new', href);

describe('checking what a template says of attributes', () => {
  it.each([
    '{{ customer.attributes.points | default: 0 }} points',
    '{% if customer.attributes.points %}{{ customer.attributes.points | times: 2 }}{% else %}None{% endif %}',
    '{% if customer.attributes["points"] > 10 %}{{ customer.attributes["points"] }}{% else %}None{% endif %}',
    '{% if customer.attributes.a and customer.attributes.b %}{{ customer.attributes.b }}{% else %}None{% endif %}',
    '{% if customer.attributes.club.size > 3 %}Long{% else %}Short{% endif %}',
  ])('finds nothing wrong in "%s"', async (liquid) => {
    expect(await problemsOfText(liquid)).toEqual([]);
  });

  it.each([
    [
      '{{ customer.attributes.points }} points',
      'customer.attributes.points may be empty; give it a default, or put it within an if',
      4,
    ],
    [
      '{{ customer.attributes["points"] }} points',
      'customer.attributes["points"] may be empty; give it a default, or put it within an if',
      4,
    ],
    [
      '{% if customer.attributes.a %}{{ customer.attributes.b }}{% else %}None{% endif %}',
      'customer.attributes.b may be empty; give it a default, or put it within an if',
      34,
    ],
    [
      '{% if customer.name %}{{ customer.attributes.points }}{% else %}None{% endif %}',
      'customer.attributes.points may be empty; give it a default, or put it within an if',
      26,
    ],
    [
      '{{ customer.attributes.size | default: 40 }}',
      '"customer.attributes.size" would be the number of attributes; give the attribute another name',
      4,
    ],
    [
      '{{ customer.attributes.club-card | default: "x" }}',
      `unknown slot "customer.attributes.club-card": an attribute's name is of letters, digits and "_"`,
      4,
    ],
    ['{{ customer.atributes.points | default: 0 }}', 'unknown slot "customer.atributes.points"', 4],
  ])('finds in "%s": %s', async (liquid, message, column) => {
    const [problem = '', ...more] = await problemsOfText(liquid);
    expect(more).toEqual([]);
    expect(problem).toMatch(new RegExp(`^en\\.yaml:19:${10 + column}: `));
    expect(problem).toContain(message);
  });

  it.each([
    '{{ customer.attributes.voucherUrl | default: shop.website }}',
    '{% if customer.attributes.voucherUrl %}{{ customer.attributes.voucherUrl }}{% else %}https://shop.example/new{% endif %}',
    'https://shop.example/new?points={{ customer.attributes.points | default: 0 }}',
  ])('takes an attribute for the address of a link: %s', async (href) => {
    expect(await problemsOfLink(href)).toEqual([]);
  });

  it('finds a link that may be empty, and one that does not begin as an address', async () => {
    expect(await problemsOfLink('{{ customer.attributes.voucherUrl }}')).toEqual([
      expect.stringContaining('customer.attributes.voucherUrl may be empty'),
    ]);
    const found = await problemsOfLink("{{ customer.attributes.voucherUrl | default: 'new' }}");
    expect(found).not.toEqual([]);
    for (const problem of found)
      expect(problem).toContain('href is no address that begins with https:// or http://');
  });

  it('tries text messages on customers with and without them', async () => {
    const problemsOf = (sms: string) => problemsAfter('en.yaml', 'hero:', `sms: '${sms}'\n\nhero:`);
    expect(await problemsOf('You have {{ customer.attributes.points | default: 0 }} points.')).toEqual([]);
    expect(await problemsOf('You have {{ customer.attributes.points }} points.')).toEqual([
      expect.stringContaining('customer.attributes.points may be empty'),
    ]);
  });
});
