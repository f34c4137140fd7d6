import { describe, expect, it } from 'vitest';
import type { ForecastAccuracy } from '../../../../shared/app/predict/forecast-accuracy.ts';
import { judgeForecast } from '../../../../shared/app/predict/forecast-verdict.ts';
import {
  checkModelGates,
  DEFAULT_MODEL_GATES,
} from '../../../../shared/domain/segment/prediction/model-gates.ts';

const accuracy = (
  error: number | null,
  meanAbsoluteError: number,
  rankCorrelation = 0.5,
): ForecastAccuracy => ({
  forecast: 1_000 * (1 + (error ?? 0)),
  actual: error === null ? 0 : 1_000,
  error,
  meanAbsoluteError,
  rankCorrelation,
  byFrequency: [],
});
const baselines = { lastPeriod: accuracy(0.3, 0.9), recencyRule: accuracy(-0.25, 0.8) };
const passed = checkModelGates(DEFAULT_MODEL_GATES);

describe('judgeForecast', () => {
  it('trusts a model that is near in total and nearer than both simple rules', () => {
    const verdict = judgeForecast(accuracy(-0.12, 0.7), baselines, passed);
    expect(verdict.trust).toBe('yes');
    expect(verdict.text).toBe(
      'Trust it. It forecast 880 purchase days and 1,000 came: 12 % too few, nearer than both simple rules. For one ' +
        'customer it is off by 0.70 on average; the same as last period is off by 0.90, the recency rule by 0.80.',
    );
  });

  it('is careful where a simple rule is nearer in one respect, and says in which', () => {
    const verdict = judgeForecast(accuracy(0.28, 0.7), baselines, passed);
    expect(verdict.trust).toBe('with-care');
    expect(verdict.text).toContain(
      '28 % too many (same as last period: 30 % too many; recency rule: 25 % too few)',
    );
    expect(judgeForecast(accuracy(0.1, 0.85), baselines, passed).trust).toBe('with-care');
  });

  it('is careful with a short history, and says what it lacks', () => {
    const gates = checkModelGates({ ...DEFAULT_MODEL_GATES, historyDays: 120 });
    const verdict = judgeForecast(accuracy(-0.12, 0.7), baselines, gates);
    expect(verdict.trust).toBe('with-care');
    expect(verdict.text).toContain('120 days of history (180 needed)');
  });

  it('refuses a model that is far off, or no nearer than the simple rules in anything', () => {
    expect(judgeForecast(accuracy(0.51, 0.1), baselines, passed).trust).toBe('no');
    expect(judgeForecast(accuracy(0.29, 0.85), baselines, passed).trust).toBe('no');
    expect(judgeForecast(undefined, baselines, passed)).toMatchObject({ trust: 'no' });
    expect(judgeForecast(accuracy(null, 0.1), baselines, passed)).toMatchObject({
      trust: 'no',
      text: expect.stringContaining('nobody bought anything'),
    });
  });

  it('tells where a simple rule ranks customers better', () => {
    const { text } = judgeForecast(accuracy(-0.12, 0.7, 0.4), baselines, passed);
    expect(text).toContain('rank correlation 0.50 against 0.40');
  });
});
