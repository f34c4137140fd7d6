import { dropoutChances } from './dropout-chances.ts';
import { logBeta } from './log-gamma.ts';
import { probabilityAlive } from './probability-alive.ts';
import type { PurchaseModel } from './purchase-model.ts';
import type { PurchasePattern } from './purchase-pattern.ts';

/**
 * The number of orders expected of a customer within `horizon` units of the model from T on: eq. (10) of Fader, Hardie and
 * Lee 2005, and for the MBG/NBD its counterpart in Batislam, Denizel and Filiztekin 2007.
 */
export function expectedOrders(model: PurchaseModel, pattern: PurchasePattern, horizon: number): number {
  if (horizon <= 0) return 0;
  const alive: Alive = {
    shape: model.r + pattern.x,
    a: model.a,
    b: model.b + dropoutChances(model.kind, pattern.x),
    span: horizon / (model.alpha + pattern.T),
  };
  const isShort = alive.span < 50 && alive.shape * Math.log1p(alive.span) < 600;
  return probabilityAlive(model, pattern) * (isShort ? sumOverOrders(alive) : integrateOverDropout(alive));
}

/** The number of repeat orders expected of anybody within `t` units of the model after the first: eq. (9) of Fader, Hardie and Lee 2005. */
export const expectedOrdersOfNewCustomer = (model: PurchaseModel, t: number): number =>
  expectedOrders(model, { x: 0, tx: 0, T: 0 }, t);

/** What is known of a customer who is alive at T: their rate is gamma(shape, alpha + T), their chance of giving up beta(a, b). */
interface Alive {
  readonly shape: number;
  readonly a: number;
  readonly b: number;
  /** The horizon as a multiple of alpha + T. */
  readonly span: number;
}

/**
 * Sum over n of P(n orders if nobody gave up), which is negative binomial, times the orders made of those n, which is
 * the sum over i < n of E[(1 - p)^i]. Term by term it is eq. (10) without its 2F1: every term is positive, so nothing
 * cancels, and a = 1 is a value like any other.
 */
function sumOverOrders({ shape, a, b, span }: Alive): number {
  const z = span / (1 + span);
  let probability = shape * z * Math.exp(-shape * Math.log1p(span));
  let stays = b / (a + b);
  let made = 1;
  let sum = 0;
  for (let n = 1; ; n += 1) {
    sum += probability * made;
    const ratio = ((shape + n) / (n + 1)) * z;
    const slowest = Math.max(ratio, z);
    if (slowest < 1 && probability * made <= 1e-14 * sum * (1 - slowest)) return sum;
    probability *= ratio;
    made += stays;
    stays *= (b + n) / (a + b + n);
  }
}

/**
 * The same where that sum is long: the integral over p of the beta density times (1 - (1 + p span)^-shape) / p, which are
 * the orders expected of somebody with that p. By the trapezoidal rule on p = 1 / (1 + e^-y), y = centre + width sinh s,
 * which is smooth and falls off doubly exponentially on both sides.
 */
function integrateOverDropout({ shape, a, b, span }: Alive): number {
  const step = 1 / 64;
  const centre = Math.log(a / b);
  const width = Math.min(1, Math.sqrt(1 / a + 1 / b));
  const reach = Math.asinh((50 + 2 * Math.abs(centre)) / Math.min(a, b, 1) / width + 50 / width);
  const logNorm = logBeta(a, b);
  let sum = 0;
  for (let s = -reach; s <= reach; s += step) {
    const y = centre + width * Math.sinh(s);
    const logP = -softplus(-y);
    const density = Math.exp(a * logP - b * softplus(y) - logNorm);
    if (density === 0) continue;
    sum += density * ordersIfChance(Math.exp(logP), shape, span) * width * Math.cosh(s) * step;
  }
  return sum;
}

/** Below 1e-16 the chance makes no difference to a double, and p itself may have too few digits left to divide by. */
function ordersIfChance(p: number, shape: number, span: number): number {
  if (p * span * (shape + 1) < 1e-16) return shape * span;
  return -Math.expm1(-shape * Math.log1p(p * span)) / p;
}

/** ln(1 + e^y), without overflow. */
const softplus = (y: number): number => Math.max(y, 0) + Math.log1p(Math.exp(-Math.abs(y)));
