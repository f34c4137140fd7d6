import { expect, it } from 'vitest';
import { campaignStatus } from '../../../../shared/app/console/campaign-status.ts';
import { DOUBLE_OPT_IN } from '../../../../shared/domain/campaign/double-opt-in.ts';
import { campaign } from '../../../support/rules.ts';

it('tells what people did with a campaign of the files, and what is Perennial’s own from what was removed', () => {
  const welcome = campaign({ name: 'welcome' });
  expect(campaignStatus('welcome', welcome, undefined)).toBe('running');
  expect(campaignStatus('welcome', welcome, { status: 'paused' })).toBe('paused');
  expect(campaignStatus('gone', undefined, { status: 'paused' })).toBe('removed');
  expect(campaignStatus(DOUBLE_OPT_IN, undefined, undefined)).toBe('built-in');
  expect(campaignStatus(DOUBLE_OPT_IN, campaign({ name: DOUBLE_OPT_IN }), undefined)).toBe('running');
});
