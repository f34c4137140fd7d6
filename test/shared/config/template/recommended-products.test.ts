import { describe, expect, it } from 'vitest';
import { problemsAfter, problemsOfText } from './letter-problems.ts';

describe('checking what a template says of recommendations', () => {
  it.each([
    '{% for product in recommendations %}{{ product.sku }} {{ product.sku.size }}{% else %}None yet{% endfor %}.',
    'Yours{% for p in recommendations limit: 2 %}, {{ p.category | default: "new" }}{% endfor %}',
    '{% if recommendations.size > 0 %}{{ recommendations.first.sku }}{% else %}Soon{% endif %}',
    '{% if recommendations[3] %}{{ recommendations[3].sku }}{% else %}Soon{% endif %}',
    '{% assign best = recommendations | first %}{{ best.sku | default: "Soon" }}',
    'All {{ recommendations.size }}',
    '{% for p in recommendations %}{% for q in recommendations %}{{ p.sku }}{{ q.sku }}{% endfor %}{% endfor %}.',
  ])('finds nothing wrong in "%s"', async (liquid) => {
    expect(await problemsOfText(liquid)).toEqual([]);
  });

  it.each([
    [
      '{% for p in recommendations %}{{ p.sjku }}{% endfor %}.',
      'a product has no "sjku"; did you mean "sku"?',
      34,
    ],
    [
      '{% for p in recommendations %}{% if p.categroy %}x{% endif %}{% endfor %}.',
      'a product has no "categroy"; did you mean "category"?',
      37,
    ],
    [
      '{% for p in recommendations %}{{ p.price }}{% endfor %}.',
      'a product has no "price"; it has sku and category',
      34,
    ],
    [
      '{% if recommendations.size > 0 %}{{ recommendations.last.skus }}{% endif %}.',
      'a product has no "skus"; did you mean "sku"?',
      37,
    ],
    [
      '{% for p in recommendations %}{% for q in recommendations %}{{ p.colour }}{% endfor %}{% endfor %}.',
      'a product has no "colour"; it has sku and category',
      64,
    ],
    [
      '{% for p in recommendations %}{{ p }}{% endfor %}.',
      'a product cannot be shown whole; write one of its fields: sku, category',
      34,
    ],
    ['{{ recommendations }}', 'a list cannot be shown whole; write {% for product in recommendations %}', 4],
    [
      '{% for p in recomendations %}{{ p.sku }}{% endfor %}.',
      'unknown slot "recomendations"; did you mean "recommendations"?',
      13,
    ],
    [
      '{% for p in recommendations %}{{ p.category }}{% endfor %}.',
      'p.category may be empty; give it a default, or put it within an if',
      34,
    ],
    [
      '{% for p in recommendations %}{{ customer.name }}{% endfor %}.',
      'customer.name may be empty; give it a default, or put it within an if',
      34,
    ],
    [
      '{{ recommendations.first.sku }}',
      'recommendations.first.sku may be empty; give it a default, or put it within an if',
      4,
    ],
    [
      '{% if recommendations.size > 0 %}{{ recommendations[1].sku }}{% endif %}.',
      'recommendations[1].sku may be empty; give it a default, or put it within an if',
      37,
    ],
    [
      '{{ recommendations | map: "sku" | join: ", " }}',
      '{{ recommendations | map: "sku" | join: ", " }} may be empty; give it a default, or put it within an if',
      1,
    ],
  ])('finds in "%s": %s', async (liquid, message, column) => {
    // The text begins after `  title: '`.
    expect(await problemsOfText(liquid)).toEqual([`en.yaml:19:${10 + column}: ${message}`]);
  });

  it('finds what is wrong in the loop of the MJML, at its place', async () => {
    expect(await problemsAfter('email.mjml', '| default: product.sku', '| default: product.skuu')).toEqual([
      'email.mjml:21:259: a product has no "skuu"; did you mean "sku"?',
    ]);
  });

  it('takes a text that is put into the loop for one that has the product, and no other', async () => {
    const field = 'product.category | default: "from our shop"';
    expect(await problemsAfter('en.yaml', field, 'product.category')).toEqual([
      'en.yaml:20:13: product.category may be empty; give it a default, or put it within an if',
    ]);
    expect(await problemsAfter('en.yaml', field, 'product.catgory | default: "new"')).toEqual([
      'en.yaml:20:13: a product has no "catgory"; did you mean "category"?',
    ]);
    expect(await problemsAfter('en.yaml', 'See what is new', "'{{ product.sku }}'")).toEqual([
      'en.yaml:15:15: unknown slot "product.sku"',
    ]);
  });

  it('refuses a text that is put both within the loop and where there is no product', async () => {
    const title = '{{ t.picks.title }}';
    expect(await problemsAfter('email.mjml', title, `${title} {{ t.picks.note }}`)).toEqual([
      'en.yaml:20:13: unknown slot "product.category"',
      'zh-CN.yaml:18:13: unknown slot "product.category"',
    ]);
  });
});
