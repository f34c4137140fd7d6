import { beforeEach, describe, expect, it } from 'vitest';
import { createConsoleRoutes } from '../../../../infra/local/http/console-routes.ts';
import { calibrateShop } from '../../../../shared/app/calibrate/calibrate-shop.ts';
import { calibrationKey } from '../../../../shared/app/item-keys.ts';
import { compileRules } from '../../../../shared/domain/compiled-rules.ts';
import { PerennialError } from '../../../../shared/perennial-error.ts';
import { clockAt, KeptQueue } from '../../../support/fake-ports.ts';
import { type SeededShop, seedShop } from '../../../support/seeded-shop.ts';

const PATH = 'http://localhost:4000/api/calibrate';
const AS_JSON = { 'content-type': 'application/json' };

describe('POST /api/calibrate', () => {
  let seeded: SeededShop;
  let runs = 0;
  beforeEach(async () => {
    seeded = await seedShop(120);
    runs = 0;
  });

  const routes = (options: { replaying?: boolean; calibrate?: () => Promise<unknown> } = {}) => {
    const { table, now } = seeded;
    const clock = clockAt(now + 60_000);
    const cutPoints = { recency: 'fixed', frequency: 'learned', monetary: 'learned' } as const;
    const rules = compileRules({
      ...seeded.rules,
      rfm: { ...seeded.rules.rfm, cutPoints },
      tiers: { ...seeded.rules.tiers, share: { head: 0.2, mid: 0.4 } },
    });
    const calibrate = async () => {
      runs += 1;
      return await calibrateShop({ table, clock, rechecks: new KeptQueue(), rules });
    };
    return createConsoleRoutes({
      ...seeded,
      rules,
      clock,
      status: () => (options.replaying ? { phase: 'replaying', eventsDone: 1 } : { phase: 'live' }),
      calibrate: options.calibrate ?? calibrate,
    });
  };
  const ask = async (
    app: ReturnType<typeof routes>,
    headers: Record<string, string> = AS_JSON,
    url = PATH,
  ) => {
    const response = await app.request(url, { method: 'POST', headers });
    return { status: response.status, body: await response.json() };
  };

  it('calibrates once, and answers what holds now beside what held before', async () => {
    const { status, body } = await ask(routes());
    expect(status).toBe(200);
    const stored = (await seeded.table.get(calibrationKey(2)))?.body;
    expect(stored).toMatchObject({ sequence: 2 });
    expect(body).toMatchObject({
      isNew: true,
      sequence: 2,
      effectiveAt: seeded.now + 60_000,
      customers: 120,
      currency: 'USD',
      before: { monetaryMinor: [3_000, 6_000, 12_000, 25_000], headMinor: 30_000, midMinor: 8_000 },
      origin: { recency: 'fixed', frequency: 'learned', monetary: 'learned' },
      model: { purchase: { kind: 'mbg-nbd' } },
    });
    expect(body.now.recencyDays).toEqual(body.before.recencyDays);
    expect(stored).toMatchObject({ rfm: { monetaryMinor: body.now.monetaryMinor } });
    expect(body.now.monetaryMinor).not.toEqual(body.before.monetaryMinor);
    expect(runs).toBe(1);
  });

  it('says where nothing new was learned, and that the former calibration holds on', async () => {
    const app = routes();
    await ask(app);
    const { body } = await ask(app);
    expect(body).toMatchObject({ isNew: false, sequence: 2 });
    expect(body.now).toEqual(body.before);
    expect(runs).toBe(2);
  });

  it('names the gates where no model is trusted', async () => {
    seeded = { ...seeded, rules: { ...seeded.rules, prediction: strictPrediction(seeded) } };
    const { body } = await ask(routes());
    expect(body.model).toBeNull();
    expect(body.gates).toContainEqual({ name: 'customers', needed: 500, measured: 120, isPassed: false });
  });

  it.each([
    ['without a content type', {}, PATH, 415, 'CONSOLE.NOT_JSON'],
    ['as a form', { 'content-type': 'application/x-www-form-urlencoded' }, PATH, 415, 'CONSOLE.NOT_JSON'],
    ['as text', { 'content-type': 'text/plain' }, PATH, 415, 'CONSOLE.NOT_JSON'],
    [
      'from the page of another site',
      { ...AS_JSON, origin: 'https://attacker.example' },
      PATH,
      403,
      'CONSOLE.FOREIGN_PAGE',
    ],
    ['from a page without an origin', { ...AS_JSON, origin: 'null' }, PATH, 403, 'CONSOLE.FOREIGN_PAGE'],
    [
      'under another name that points here',
      AS_JSON,
      'http://attacker.example:4000/api/calibrate',
      403,
      'CONSOLE.HOST_NOT_ALLOWED',
    ],
  ])('runs nothing when asked %s', async (_, headers, url, status, code) => {
    expect(await ask(routes(), headers, url)).toMatchObject({ status, body: { error: { code } } });
    expect(runs).toBe(0);
  });

  it('takes it from the page itself', async () => {
    const own = { 'content-type': 'application/json; charset=utf-8', origin: 'http://localhost:4000' };
    expect(await ask(routes(), own)).toMatchObject({ status: 200 });
  });

  it('waits for the history to be over', async () => {
    expect(await ask(routes({ replaying: true }))).toMatchObject({
      status: 409,
      body: { error: { code: 'CONSOLE.REPLAYING' } },
    });
    expect(runs).toBe(0);
  });

  it('passes on that another run has published meanwhile', async () => {
    const contended = new PerennialError('CALIBRATE.CONTENDED', { message: 'Once more.', retryable: true });
    const app = routes({ calibrate: () => Promise.reject(contended) });
    expect(await ask(app)).toMatchObject({ status: 503, body: { error: { code: 'CALIBRATE.CONTENDED' } } });
  });

  it('is not there on a page that nobody gave a calibration, nor for GET', async () => {
    const { table, mailbox, rules } = seeded;
    const status = () => ({ phase: 'live' }) as const;
    const bare = createConsoleRoutes({ table, mailbox, rules, clock: clockAt(seeded.now), status });
    expect(await ask(bare)).toMatchObject({ status: 404, body: { error: { code: 'CONSOLE.UNKNOWN_PATH' } } });
    expect((await routes().request(PATH)).status).toBe(404);
    expect(runs).toBe(0);
  });
});

const strictPrediction = ({ rules }: SeededShop) => ({
  ...rules.prediction,
  gates: { ...rules.prediction.gates, customers: 500 },
});
