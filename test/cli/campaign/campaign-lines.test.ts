import { describe, expect, it } from 'vitest';
import { controlLine } from '../../../cli/campaign/control-command.ts';
import { standingLines } from '../../../cli/campaign/standing-lines.ts';
import { day } from '../../support/inputs.ts';

describe('what an action on a campaign prints', () => {
  it.each([
    [{ status: 'paused', since: day(1), isNew: true }, /^sale is paused as of 2026-01-02 00:00:00 UTC\. /],
    [
      { status: 'paused', since: day(1), isNew: false },
      /^sale is paused already, since 2026-01-02 00:00:00 UTC\.$/,
    ],
    [{ status: 'stopped', since: day(1), isNew: true }, /^sale is stopped as of .* journeys end\.$/],
    [{ status: 'running', since: day(1), isNew: true }, /^sale runs again as of 2026-01-02 00:00:00 UTC\. /],
    [{ status: 'running', since: day(1), isNew: false }, /^sale runs already, since it was resumed at /],
    [{ status: 'running', since: null, isNew: false }, /^sale runs, and has never been paused or stopped\.$/],
  ] as const)('tells of %o', (answer, line) => {
    expect(controlLine({ campaign: 'sale', ...answer })).toMatch(line);
  });
});

describe('the list of campaigns', () => {
  it('has a line for each, and one for its newest broadcast', () => {
    const broadcast = { startsAt: day(3), finishedAt: null, ticked: 1_500 };
    expect(
      standingLines([
        { campaign: 'welcome', status: 'running', since: null, publishedAt: null, broadcasts: [] },
        { campaign: 'survey', status: 'running', since: null, publishedAt: day(2), broadcasts: [] },
        {
          campaign: 'sale',
          status: 'paused',
          since: day(4),
          publishedAt: day(1),
          broadcasts: [{ ...broadcast, occurrence: '2026-01-04T10:00', status: 'paused' }],
        },
        {
          campaign: 'harvest',
          status: 'running',
          since: day(5),
          publishedAt: null,
          broadcasts: [
            { ...broadcast, occurrence: '2026-01-04T10:00', status: 'done', finishedAt: day(3.5), ticked: 1 },
          ],
        },
      ]),
    ).toEqual([
      'welcome  runs',
      'survey   runs since 2026-01-03 00:00 UTC',
      'sale     paused since 2026-01-05 00:00 UTC',
      '         2026-01-04T10:00: paused, 1,500 customers reached',
      'harvest  runs, resumed 2026-01-06 00:00 UTC',
      '         2026-01-04T10:00: done 2026-01-04 12:00 UTC, 1 customer reached',
    ]);
  });

  it('says why it may be empty', () => {
    expect(standingLines([])).toEqual([expect.stringContaining('No campaign is on record')]);
  });
});
