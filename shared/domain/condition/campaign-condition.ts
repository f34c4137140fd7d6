import type { ASTNode } from '@marcbachmann/cel-js';
import { nearestName } from '../../nearest-name.ts';
import type { CustomerView } from '../customer/customer-view.ts';
import { EVENT_FIELDS, type EventData, type EventKind } from '../customer/event-data.ts';
import { createConditionEnvironment } from './condition-environment.ts';
import { CONDITION_VARIABLES } from './condition-variables.ts';
import {
  type ConditionFailure,
  compileCondition,
  conditionFailure,
  evaluatorOf,
  typeFailure,
} from './customer-condition.ts';
import { findUnknownClass, type ShopNames } from './find-unknown-class.ts';
import { variablesIn, visit } from './variables-in.ts';
import { ViewContext } from './view-context.ts';

/** What a condition of a campaign is asked of. */
export interface CampaignMoment {
  readonly customer: CustomerView;
  /** Empty where the campaign has no variants. */
  readonly variant: string;
  /** What the event said that began the journey; empty where it was no event. */
  readonly entry: EventData;
  /** What the event at hand says; empty where there is none. */
  readonly event: EventData;
}

/** What a condition may name at its place in a campaign. */
export interface CampaignScope {
  readonly names: ShopNames;
  readonly variants?: readonly string[];
  /** The event that begins journeys; absent where it is no event. */
  readonly entry?: EventKind;
  /** The event at hand; absent where there is none. */
  readonly event?: EventKind;
}

export type CompiledCampaignCondition =
  | {
      readonly ok: true;
      /** Whether it holds; false where it cannot be worked out. */
      readonly evaluate: (moment: CampaignMoment) => boolean;
      readonly ast: ASTNode;
    }
  | ConditionFailure;

/** What conditions of campaigns know beyond the customer's own variables. */
const CAMPAIGN_VARIABLES = {
  variant: 'string',
  entry: 'map<string, dyn>',
  event: 'map<string, dyn>',
} as const;
const NAMES = new Set<string>(Object.keys(CAMPAIGN_VARIABLES));

const environment = createConditionEnvironment();
for (const [name, type] of Object.entries(CAMPAIGN_VARIABLES)) environment.registerVariable(name, type);

/** Type-checks a condition of a campaign: one over the customer, which may also ask for `variant`, `entry.field` and `event.field`. */
export function compileCampaignCondition(
  expression: string,
  scope: CampaignScope,
): CompiledCampaignCondition {
  let parsed: ReturnType<typeof environment.parse>;
  try {
    parsed = environment.parse(expression);
  } catch (error) {
    return conditionFailure(error, expression, allNames);
  }
  if (!variablesIn(parsed.ast).some((name) => NAMES.has(name)))
    return compileForCustomer(expression, scope.names);
  const failure = typeFailure(parsed, expression, allNames);
  if (failure !== undefined) return failure;
  const unknown = findUnknownClass(parsed.ast, scope.names) ?? findUnknownPart(parsed.ast, scope);
  if (unknown !== undefined) return { ok: false, ...unknown };
  const evaluate = evaluatorOf(parsed, (moment: CampaignMoment) => new MomentContext(moment));
  return { ok: true, evaluate, ast: parsed.ast };
}

const allNames = [...Object.keys(CONDITION_VARIABLES), ...NAMES];

function compileForCustomer(expression: string, names: ShopNames): CompiledCampaignCondition {
  const compiled = compileCondition(expression, names);
  if (!compiled.ok) return compiled;
  return { ok: true, evaluate: ({ customer }) => compiled.evaluate(customer), ast: compiled.ast };
}

class MomentContext extends ViewContext {
  readonly variant: string;
  readonly entry: EventData;
  readonly event: EventData;

  constructor({ customer, variant, entry, event }: CampaignMoment) {
    super(customer);
    this.variant = variant;
    this.entry = entry;
    this.event = event;
  }
}

interface UnknownPart {
  readonly message: string;
  readonly position: number;
  readonly suggestion?: string;
}

/** The first field of an event, or name of a variant, that there is not. */
function findUnknownPart(ast: ASTNode, scope: CampaignScope): UnknownPart | undefined {
  let found: UnknownPart | undefined;
  visit(ast, (node) => {
    found ??= unknownVariant(node, scope.variants ?? []) ?? unknownField(node, scope);
  });
  return found;
}

function unknownField(node: ASTNode, scope: CampaignScope): UnknownPart | undefined {
  if (node.op === 'id' && (node.args === 'entry' || node.args === 'event')) {
    if (scope[node.args] !== undefined) return undefined;
    const message =
      node.args === 'entry'
        ? 'no event begins this campaign, so there is no "entry"'
        : 'there is no event at hand here; what began the journey is "entry"';
    return { message, position: node.start };
  }
  if (node.op !== '.' || node.args[0].op !== 'id') return undefined;
  const [{ args: root }, field] = node.args;
  if (root !== 'entry' && root !== 'event') return undefined;
  const kind = scope[root];
  if (kind === undefined) return undefined;
  const fields = Object.keys(EVENT_FIELDS[kind]);
  if (fields.includes(field)) return undefined;
  const suggestion = nearestName(field, fields);
  const message = `${kind} has no field "${field}"; there are ${fields.join(', ')}`;
  return { message, position: node.start, ...(suggestion === undefined ? {} : { suggestion }) };
}

function unknownVariant(node: ASTNode, variants: readonly string[]): UnknownPart | undefined {
  if (node.op !== '==' && node.op !== '!=' && node.op !== 'in') return undefined;
  const [left, right] = node.args;
  for (const [side, other] of [
    [left, right],
    [right, left],
  ] as const) {
    if (side.op !== 'id' || side.args !== 'variant') continue;
    for (const literal of other.op === 'list' ? other.args : [other]) {
      const value = literal.op === 'value' ? literal.args : undefined;
      if (typeof value !== 'string' || variants.includes(value)) continue;
      const suggestion = nearestName(value, variants);
      const known =
        variants.length === 0 ? 'the campaign has no variants' : `there are ${variants.join(', ')}`;
      const message = `there is no variant "${value}"; ${known}`;
      return { message, position: literal.start, ...(suggestion === undefined ? {} : { suggestion }) };
    }
  }
  return undefined;
}
