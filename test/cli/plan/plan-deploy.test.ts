import { describe, expect, it } from 'vitest';
import type { Standing } from '../../../cli/plan/plan.ts';
import { planDeploy } from '../../../cli/plan/plan-deploy.ts';
import { planLines } from '../../../cli/plan/plan-lines.ts';
import type { CampaignRules } from '../../../shared/domain/campaign/campaign-rules.ts';
import { campaign, rulesWith, sendStep } from '../../support/rules.ts';

const wait = (name: string, days: number, next?: string) =>
  ({
    kind: 'wait',
    until: 'passed',
    name,
    ms: days * 86_400_000,
    ...(next !== undefined && { next }),
  }) as const;

const winBack = campaign({
  name: 'win-back',
  trigger: { kind: 'enters', what: 'stage', name: 'lapsed' },
  steps: [wait('a-week', 7, 'offer'), sendStep({ name: 'offer', template: 'letter' })],
});
const side = (
  campaigns: readonly CampaignRules[],
  overrides: Parameters<typeof rulesWith>[0] = {},
  templates = {},
) => ({
  rules: rulesWith({ campaigns, ...overrides }),
  templates: new Map<string, string>(Object.entries(templates)),
});
const plan = (after: readonly CampaignRules[], standing?: Standing) =>
  planDeploy(side([winBack]), side(after), standing);
const standing: Standing = new Map([['win-back', new Map([['a-week', 3]])]]);

describe('planDeploy', () => {
  it('says nothing where nothing changes', () => {
    const same = side([winBack], {}, { letter: 'x' });
    expect(planDeploy(same, same)).toEqual([]);
    expect(planLines([], 'HEAD')).toEqual(['Nothing changes against HEAD.']);
  });

  it('tells new, removed and renamed campaigns, and who leaves', () => {
    const next = { ...winBack, name: 'welcome-back' };
    expect(
      plan([winBack, campaign({ name: 'cart', trigger: { kind: 'event', event: 'cart.abandoned' } })]),
    ).toEqual([
      {
        area: 'campaign',
        name: 'cart',
        change: 'new',
        sentences: ['From the deploy on, cart.abandoned lets in; what happened before does not.'],
      },
    ]);
    const [added, removed] = plan([next], standing);
    expect(added).toMatchObject({ name: 'welcome-back', change: 'new' });
    expect(removed).toMatchObject({ name: 'win-back', change: 'removed', leaving: 3 });
    expect(removed?.sentences[0]).toBe('Nobody enters any more, and 3 journeys under way leave.');
    expect(removed?.sentences[1]).toMatch(/formerNames/);
    expect(plan([{ ...next, formerNames: ['win-back'] }])).toMatchObject([
      {
        name: 'welcome-back',
        change: 'renamed',
        sentences: [expect.stringContaining('those who are under way go on')],
      },
    ]);
  });

  it('tells a changed trigger apart from all that is changed for those under way too', () => {
    const [changed] = plan([
      {
        ...winBack,
        trigger: { kind: 'enters', what: 'stage', name: 'at-risk' },
        audience: 'tier == "head"',
        holdoutPercent: 10,
      },
    ]);
    expect(changed).toMatchObject({ change: 'changed' });
    const text = changed?.sentences.join('\n') ?? '';
    expect(text).toContain(
      'Its trigger is another. From the deploy on, those who move into stage "at-risk" enter; those who are in it already do not.',
    );
    expect(text).toContain('audience: now tier == "head" (asked of those who would enter from now on).');
    expect(text).toContain('holdoutPercent: from 0 to 10');
  });

  it('tells steps that are gone with those who stand at them, and waits that go on as they were', () => {
    const gone = plan([{ ...winBack, steps: [sendStep({ name: 'offer', template: 'letter' })] }], standing);
    expect(gone).toMatchObject([{ leaving: 3 }]);
    expect(gone[0]?.sentences).toContain('Step "a-week" is gone: 3 journeys that stand at it leave.');
    const [longer] = plan(
      [{ ...winBack, steps: [wait('a-week', 9, 'offer'), winBack.steps[1] ?? wait('x', 1)] }],
      standing,
    );
    expect(longer?.sentences).toEqual([
      'Step "a-week": for: from 7d to 9d. A wait that has begun ends when it was to end: 3 journeys.',
    ]);
    const added = plan([{ ...winBack, steps: [...winBack.steps, wait('after', 1)] }]);
    expect(added[0]?.sentences).toEqual([
      'Step "after" is new: those who come to it take it, those who are past it do not.',
    ]);
  });

  it('tells segments, classes, sending rules, experiments and templates', () => {
    const before = side([], { segments: [{ name: 'vip', condition: 'orders >= 9' }] }, { a: '1', b: '1' });
    const after = side(
      [],
      {
        segments: [{ name: 'vip', condition: 'orders >= 5' }],
        tiers: { headMinor: 50_000 },
        sending: {
          caps: [{ messages: 3, hours: 168 }],
          quietHours: { email: [], sms: [] },
          costs: { email: 0, sms: 0 },
        },
        experiments: { controlPercent: 5, salt: 'test', confidence: 0.95 },
      },
      { a: '2', c: '1' },
    );
    const changes = planDeploy(before, after);
    expect(changes.map(({ area, name, change }) => `${area} ${name} ${change}`)).toEqual([
      'segment vip changed',
      'template a changed',
      'template c new',
      'template b removed',
      'classes tiers changed',
      'sending sending changed',
      'experiments experiments changed',
    ]);
    const text = planLines(changes, 'main').join('\n');
    expect(text).toContain('condition: from "orders >= 9" to "orders >= 5".');
    expect(text).toContain('tiers.head: from $300.00 to $500.00.');
    expect(text).toContain('sending.caps: from [] to [{"messages":3,"hours":168}].');
    expect(text).toContain('- template b, removed');
    expect(text).toContain('~ tiers\n');
  });
});
