import { describe, expect, it } from 'vitest';
import { controlCampaign } from '../../../../shared/app/campaign/control-campaign.ts';
import { readControls } from '../../../../shared/app/campaign/read-controls.ts';
import { registerCampaigns } from '../../../../shared/app/campaign/register-campaigns.ts';
import { CONTROLS_PARTITION } from '../../../../shared/app/item-keys.ts';
import type { CampaignRules } from '../../../../shared/domain/campaign/campaign-rules.ts';
import type { Table } from '../../../../shared/ports.ts';
import { clockAt } from '../../../support/fake-ports.ts';
import { day } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { campaign } from '../../../support/rules.ts';

const ALWAYS = Number.NEGATIVE_INFINITY;
const welcome = campaign({ name: 'welcome' });
const once = (at: string): CampaignRules['trigger'] => ({
  kind: 'schedule',
  form: 'once',
  text: at,
  zone: 'shop',
});
const sale = campaign({ name: 'sale', trigger: once('2026-03-01T10:00') });

const publish = (table: Table, at: number, ...campaigns: readonly CampaignRules[]) =>
  registerCampaigns(campaigns, table, clockAt(at));
const since = async (table: Table, ...campaigns: readonly CampaignRules[]) =>
  Object.fromEntries(
    (await readControls(campaigns, table)).map((control) => [control.campaign, control.since]),
  );

describe('registerCampaigns', () => {
  it('has the campaigns that a shop begins with hold from the beginning, and later ones from then on', async () => {
    const table = memoryTable();
    await publish(table, day(1), welcome);
    await publish(table, day(5), welcome, sale);
    expect(await since(table, welcome, sale)).toEqual({ welcome: ALWAYS, sale: day(5) });
  });

  it('has the first campaign of a shop that began without any hold from then on', async () => {
    const table = memoryTable();
    await publish(table, day(1));
    await publish(table, day(5), welcome);
    expect(await since(table, welcome)).toEqual({ welcome: day(5) });
  });

  it('has a changed trigger hold from then on, and any other change change nothing', async () => {
    const table = memoryTable();
    await publish(table, day(1), welcome, sale);
    const edited = campaign({ ...welcome, priority: 5, steps: [] });
    const moved = campaign({ ...sale, trigger: once('2026-03-02T10:00') });
    await publish(table, day(5), edited, moved);
    expect(await since(table, edited, moved)).toEqual({ welcome: ALWAYS, sale: day(5) });
  });

  it('has a new trigger not hold before it is registered, while what people decided does', async () => {
    const table = memoryTable();
    await publish(table, day(1), sale);
    await controlCampaign({ table, clock: clockAt(day(2)) }, 'sale', 'pause');
    const moved = campaign({ ...sale, trigger: once('2026-03-02T10:00') });
    expect(await readControls([moved, welcome], table)).toEqual([
      { campaign: 'sale', since: Number.POSITIVE_INFINITY, halts: [{ kind: 'paused', from: day(2) }] },
    ]);
  });

  it('does not mind the order in which a trigger’s parts are given', async () => {
    const table = memoryTable();
    await publish(table, day(1), sale);
    const turned = campaign({
      ...sale,
      trigger: { zone: 'shop', text: '2026-03-01T10:00', form: 'once', kind: 'schedule' },
    });
    await publish(table, day(5), turned);
    expect(await since(table, turned)).toEqual({ sale: ALWAYS });
  });

  it('has a renamed campaign take over what was decided, at once and for good', async () => {
    const table = memoryTable();
    await publish(table, day(1), welcome);
    await publish(table, day(2), welcome, sale);
    await controlCampaign({ table, clock: clockAt(day(3)) }, 'sale', 'pause');
    const renamed = campaign({ ...sale, name: 'spring-sale', formerNames: ['sale'] });
    const expected = {
      campaign: 'spring-sale',
      since: day(2),
      halts: [{ kind: 'paused', from: day(3) }],
    };
    expect(await readControls([renamed], table)).toEqual([expected]);
    await publish(table, day(5), welcome, renamed);
    expect(await readControls([renamed], table)).toEqual([expected]);
    const { items } = await table.query(CONTROLS_PARTITION);
    expect(items.map(({ sk }) => sk)).toEqual(['spring-sale', 'welcome']);
  });

  it('leaves a former name to the campaign that has it now', async () => {
    const table = memoryTable();
    await publish(table, day(1), sale);
    const other = campaign({ name: 'spring-sale', formerNames: ['sale'] });
    await publish(table, day(5), sale, other);
    expect(await since(table, sale, other)).toEqual({ sale: ALWAYS, 'spring-sale': day(5) });
  });

  it('keeps what is on record of a campaign that is gone, for when it comes back', async () => {
    const table = memoryTable();
    await publish(table, day(1), welcome, sale);
    await controlCampaign({ table, clock: clockAt(day(2)) }, 'sale', 'stop');
    await publish(table, day(5), welcome);
    expect(await readControls([sale], table)).toEqual([
      { campaign: 'sale', since: ALWAYS, halts: [{ kind: 'stopped', from: day(2) }] },
    ]);
  });

  it('writes nothing the second time', async () => {
    const table = memoryTable();
    await publish(table, day(1), welcome, sale);
    const { writeUnits } = table.consumed;
    await publish(table, day(2), welcome, sale);
    expect(table.consumed.writeUnits).toBe(writeUnits);
  });

  it('begins anew where the first time was cut short, and takes more campaigns than fit into a transaction', async () => {
    const table = memoryTable();
    const many = Array.from({ length: 120 }, (_, number) => campaign({ name: `c${number}` }));
    let transactions = 0;
    const failing: Table = {
      ...table,
      transact: async (writes) => {
        transactions += 1;
        if (transactions === 2) throw new Error('killed');
        return await table.transact(writes);
      },
    };
    await expect(publish(failing, day(1), ...many)).rejects.toThrow('killed');
    await publish(table, day(5), ...many);
    expect(new Set(Object.values(await since(table, ...many)))).toEqual(new Set([ALWAYS]));
    expect(await readControls(many, table)).toHaveLength(120);
  });

  it('agrees with somebody who registers the same at the same time', async () => {
    const table = memoryTable();
    await Promise.all([publish(table, day(1), welcome, sale), publish(table, day(1), welcome, sale)]);
    expect(await since(table, welcome, sale)).toEqual({ welcome: ALWAYS, sale: ALWAYS });
  });
});
