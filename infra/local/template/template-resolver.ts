import {
  generatedName,
  LOCAL_ACCOUNT,
  LOCAL_REGION,
  localTypes,
  type ResourceIdentity,
} from './resource-identity.ts';
import type { StackTemplate, Template } from './stack-template.ts';
import { type TemplatePlace, templateError } from './template-error.ts';

/** One resource with the stack that it stands in. */
export interface PlacedResource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface TemplateResolver {
  readonly resources: readonly PlacedResource[];
  /** A property with its intrinsics resolved; undefined where it is absent or `AWS::NoValue`. Throws `LOCAL.TEMPLATE`. */
  property(resource: PlacedResource, property: string): unknown;
  /** Resolves a part of what stands at the property. */
  resolve(resource: PlacedResource, property: string, value: unknown): unknown;
  identity(resource: PlacedResource): ResourceIdentity;
  /** The physical name: as the template gives it, else made of the stack and the logical id. */
  physicalName(resource: PlacedResource): string;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Resolves the intrinsics of several stacks, also from one to another. `apiEndpoint`: the HTTP API's base URL. */
export function createTemplateResolver(
  stacks: readonly StackTemplate[],
  apiEndpoint: string,
): TemplateResolver {
  const templates = new Map<string, Template>(stacks.map(({ stack, template }) => [stack, template]));
  const resources = stacks.flatMap(({ stack, template }) =>
    Object.entries(template.Resources).map(
      ([logicalId, { Type, Properties }]): PlacedResource => ({
        stack,
        logicalId,
        type: Type,
        properties: Properties ?? {},
      }),
    ),
  );
  const placed = new Map(resources.map((resource) => [`${resource.stack}/${resource.logicalId}`, resource]));
  let exported: ReadonlyMap<string, () => unknown> | undefined;

  const pseudo = (stack: string): Readonly<Record<string, unknown>> => ({
    'AWS::AccountId': LOCAL_ACCOUNT,
    'AWS::Region': LOCAL_REGION,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack,
    'AWS::StackId': `arn:aws:cloudformation:${LOCAL_REGION}:${LOCAL_ACCOUNT}:stack/${stack}/local`,
    'AWS::NoValue': undefined,
  });

  const physicalName = (resource: PlacedResource): string => {
    const nameProperty = localTypes[resource.type]?.nameProperty ?? '';
    const name = property(resource, nameProperty);
    return typeof name === 'string' ? name : generatedName(resource.stack, resource.logicalId);
  };

  const identityAt = (logicalId: string, place: TemplatePlace): ResourceIdentity => {
    const resource = placed.get(`${place.stack}/${logicalId}`);
    if (resource === undefined)
      throw templateError(place, `there is no resource or parameter "${logicalId}".`);
    const type = localTypes[resource.type];
    if (type === undefined) {
      throw templateError(
        place,
        `refers to "${logicalId}", a ${resource.type}, which has no local counterpart.`,
      );
    }
    return type.identify(physicalName(resource), apiEndpoint);
  };

  const ref = (name: string, place: TemplatePlace): unknown => {
    const pseudoValues = pseudo(place.stack);
    if (name in pseudoValues) return pseudoValues[name];
    const parameter = templates.get(place.stack)?.Parameters?.[name];
    if (parameter === undefined) return identityAt(name, place).ref;
    if (parameter.Default === undefined)
      throw templateError(place, `the parameter "${name}" has no default.`);
    return parameter.Default;
  };

  const attribute = (logicalId: string, name: string, place: TemplatePlace): string => {
    const value = identityAt(logicalId, place).attributes[name];
    if (value === undefined) throw templateError(place, `"${logicalId}" has no attribute "${name}" here.`);
    return value;
  };

  const importValue = (name: unknown, place: TemplatePlace): unknown => {
    exported ??= readExports();
    const read = typeof name === 'string' ? exported.get(name) : undefined;
    if (read === undefined) throw templateError(place, `no stack exports "${String(name)}".`);
    return read();
  };

  const readExports = (): Map<string, () => unknown> => {
    const byName = new Map<string, () => unknown>();
    for (const { stack, template } of stacks) {
      for (const [output, { Value, Export }] of Object.entries(template.Outputs ?? {})) {
        if (Export === undefined) continue;
        const place = { stack, logicalId: output, property: 'Value' };
        const name = resolve(Export.Name, { ...place, property: 'Export.Name' });
        byName.set(String(name), () => resolve(Value, place));
      }
    }
    return byName;
  };

  const text = (value: unknown, place: TemplatePlace): string => {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      return String(value);
    throw templateError(place, `a text was expected, not ${JSON.stringify(value)}.`);
  };

  const list = (value: unknown, intrinsic: string, place: TemplatePlace): readonly unknown[] => {
    if (Array.isArray(value)) return value;
    throw templateError(place, `${intrinsic} takes a list, not ${JSON.stringify(value)}.`);
  };

  const substitute = (operand: unknown, place: TemplatePlace): string => {
    const [template, variables] = Array.isArray(operand) ? operand : [operand, {}];
    return text(template, place).replace(/\$\{([^}]*)\}/g, (_, name: string) => {
      if (name.startsWith('!')) return `\${${name.slice(1)}}`;
      if (isRecord(variables) && name in variables) return text(resolve(variables[name], place), place);
      const [logicalId = '', ...path] = name.split('.');
      return path.length === 0 ? text(ref(name, place), place) : attribute(logicalId, path.join('.'), place);
    });
  };

  const intrinsics: Readonly<Record<string, (operand: unknown, place: TemplatePlace) => unknown>> = {
    Ref: (operand, place) => ref(text(operand, place), place),
    'Fn::GetAtt': (operand, place) => {
      const [logicalId = '', ...path] = Array.isArray(operand)
        ? operand.map(String)
        : text(operand, place).split('.');
      return attribute(logicalId, path.join('.'), place);
    },
    'Fn::ImportValue': (operand, place) => importValue(resolve(operand, place), place),
    'Fn::Join': (operand, place) => {
      const [separator, parts] = list(operand, 'Fn::Join', place);
      const resolved = list(resolve(parts, place), 'Fn::Join', place);
      return resolved.map((part) => text(part, place)).join(text(separator, place));
    },
    'Fn::Split': (operand, place) => {
      const [separator, whole] = list(operand, 'Fn::Split', place);
      return text(resolve(whole, place), place).split(text(separator, place));
    },
    'Fn::Select': (operand, place) => {
      const [index, parts] = list(operand, 'Fn::Select', place);
      const selected = list(resolve(parts, place), 'Fn::Select', place)[Number(resolve(index, place))];
      if (selected === undefined) throw templateError(place, 'Fn::Select points past the end of its list.');
      return selected;
    },
    'Fn::Sub': substitute,
  };

  function resolve(value: unknown, place: TemplatePlace): unknown {
    if (Array.isArray(value)) {
      return value.map((element) => resolve(element, place)).filter((element) => element !== undefined);
    }
    if (!isRecord(value)) return value;
    const entries = Object.entries(value);
    const [only] = entries;
    if (only !== undefined && entries.length === 1) {
      const [name, operand] = only;
      const intrinsic = intrinsics[name];
      if (intrinsic !== undefined) return intrinsic(operand, place);
      if (name.startsWith('Fn::')) throw templateError(place, `the local runtime does not know ${name}.`);
    }
    return Object.fromEntries(
      entries
        .map(
          ([key, inner]) =>
            [key, resolve(inner, { ...place, property: `${place.property}.${key}` })] as const,
        )
        .filter(([, inner]) => inner !== undefined),
    );
  }

  function property(resource: PlacedResource, name: string): unknown {
    return resolveAt(resource, name, resource.properties[name]);
  }

  function resolveAt({ stack, logicalId }: PlacedResource, name: string, value: unknown): unknown {
    return resolve(value, { stack, logicalId, property: name });
  }

  return {
    resources,
    property,
    resolve: resolveAt,
    physicalName,
    identity: (resource) => identityAt(resource.logicalId, { ...resource, property: 'Type' }),
  };
}
