import { describe, expect, it } from 'vitest';
import { judgeAnswer } from '../../../../shared/domain/webhook/judge-answer.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');

describe('an answer', () => {
  it.each([200, 201, 202, 204, 299])('%i is success', (status) => {
    expect(judgeAnswer(status, undefined, NOW)).toEqual({ status: 'delivered' });
  });

  it.each([301, 302, 307, 408, 425, 429, 500, 502, 503, 504, 599])('%i is tried again', (status) => {
    expect(judgeAnswer(status, undefined, NOW)).toEqual({ status: 'retry', reason: `HTTP ${status}` });
  });

  it.each([400, 401, 403, 404, 413, 422, 451])('%i refuses this webhook for good', (status) => {
    expect(judgeAnswer(status, '10', NOW)).toEqual({ status: 'refused', reason: `HTTP ${status}` });
  });

  it('410 ends the endpoint', () => {
    expect(judgeAnswer(410, undefined, NOW)).toEqual({ status: 'gone', reason: 'HTTP 410' });
  });

  it.each([
    ['120', NOW + 120_000],
    ['0', NOW],
    ['Sun, 01 Mar 2026 12:05:00 GMT', NOW + 300_000],
  ])('with Retry-After "%s" is not tried before then', (retryAfter, notBefore) => {
    expect(judgeAnswer(503, retryAfter, NOW)).toMatchObject({ status: 'retry', notBefore });
  });

  it.each(['soon', '-5', '1.5', '', '2027', '99999999999', 'Sat, 28 Feb 2026 12:00:00 GMT'])(
    'with Retry-After "%s" is tried again as if it said nothing',
    (retryAfter) => {
      const judged = judgeAnswer(503, retryAfter, NOW);
      const isSeconds = /^\d{1,9}$/.test(retryAfter);
      expect('notBefore' in judged).toBe(isSeconds);
    },
  );
});
