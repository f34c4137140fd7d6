import { describe, expect, it } from 'vitest';
import { standingLines } from '../../../../cli/campaign/standing-lines.ts';
import { openLocalDatabase } from '../../../../infra/local/sqlite/local-database.ts';
import { createSqliteChangeFeed } from '../../../../infra/local/sqlite/sqlite-change-feed.ts';
import { createSqliteTable } from '../../../../infra/local/sqlite/sqlite-table.ts';
import { controlCampaign } from '../../../../shared/app/campaign/control-campaign.ts';
import { listControls } from '../../../../shared/app/campaign/list-controls.ts';
import { readControls } from '../../../../shared/app/campaign/read-controls.ts';
import { registerCampaigns } from '../../../../shared/app/campaign/register-campaigns.ts';
import { foldReport } from '../../../../shared/app/report/fold-report.ts';
import { guardReputation } from '../../../../shared/app/reputation/guard-reputation.ts';
import { changeOfRecord } from '../../../../shared/aws/stream-change.ts';
import { withControls } from '../../../../shared/domain/compiled-rules.ts';
import { DEFAULT_REPUTATION } from '../../../../shared/domain/reputation/reputation-rules.ts';
import { clockAt } from '../../../support/fake-ports.ts';
import { day, orderPlaced, reachableByEmail, tick } from '../../../support/inputs.ts';
import { LiveCustomer } from '../../../support/live-customer.ts';
import { campaign, rulesWith } from '../../../support/rules.ts';
import { bounced, feedbackShop, reference } from '../feedback/feedback-shop.ts';

const HOUR = 3_600_000;
const CAMPAIGNS = [campaign({ name: 'win-back' })];
const MAILS = 60;

describe('a shop whose mails bounce', () => {
  it('is told by its provider, counts, pauses the campaign and asks for no more of its mails until people resume it', async () => {
    const database = openLocalDatabase(':memory:');
    const table = createSqliteTable(database, () => true);
    const claims = Array.from({ length: MAILS }, (_, mail) => ({ occurrence: `o${mail}` }));
    const shop = await feedbackShop(claims, table);
    await registerCampaigns(CAMPAIGNS, table, clockAt(day(0)));
    const lost = claims.slice(0, 3).map(({ occurrence }) => reference({ occurrence }));
    const soft = bounced('Transient', 'MailboxFull', 60, reference({ occurrence: 'o9' }));
    await shop.take(...lost.map((of) => bounced('Permanent', 'General', 60, of)), soft);
    // The provider tells everything at least once.
    await shop.take(...lost.map((of) => bounced('Permanent', 'General', 60, of)));

    const { records } = await createSqliteChangeFeed(database).read(undefined, 10_000);
    const changes = records.map(changeOfRecord);
    await foldReport('shard', changes, table);
    const reputation = { ...DEFAULT_REPUTATION, atLeast: MAILS };
    const rules = { campaigns: CAMPAIGNS, delivery: { reputation } };
    const guard = (at: number) => guardReputation({ table, clock: clockAt(at), rules });
    const because = { rate: 'bounces', value: 0.05, threshold: 0.04, messages: MAILS, count: 3 };
    expect(await guard(day(100) + HOUR)).toMatchObject({ paused: [{ campaign: 'win-back', because }] });

    const [standing] = await listControls(table);
    expect(standing).toMatchObject({ status: 'paused', since: day(100) + HOUR, because });
    expect(standing && standingLines([standing]).join('\n')).toContain(
      'paused by itself: 5 % of 60 mails bounced (from 4 % on it is too many)',
    );

    const ordering = async (at: number) => {
      const controls = await readControls(CAMPAIGNS, table);
      const customer = new LiveCustomer(withControls(rulesWith({ campaigns: CAMPAIGNS }), controls));
      customer.live(reachableByEmail(day(99)));
      customer.live(orderPlaced({ occurredAt: at }));
      customer.live(tick(), at + HOUR);
      return customer.facts.flatMap((fact) =>
        fact.kind === 'message.requested' || fact.kind === 'campaign.refused' ? [fact.kind] : [],
      );
    };
    expect(await ordering(day(100) + 2 * HOUR)).toEqual(['campaign.refused']);
    await controlCampaign({ table, clock: clockAt(day(100) + 3 * HOUR) }, 'win-back', 'resume');
    expect((await guard(day(100) + 4 * HOUR)).paused).toEqual([]);
    expect(await ordering(day(100) + 4 * HOUR)).toEqual(['message.requested']);
    expect((await listControls(table))[0]?.because).toBeUndefined();
  });
});
