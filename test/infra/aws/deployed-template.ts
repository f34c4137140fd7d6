import * as z from 'zod';
import { EXAMPLE_SETTINGS_FILE, readSettings } from '../../../infra/aws/read-settings.ts';
import { type CloudFormationTemplate, synthesize } from '../../../infra/aws/synthesize.ts';

export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly deletionPolicy: unknown;
}

const refSchema = z.strictObject({ Ref: z.string() });
const getAttSchema = z.strictObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) });
const importSchema = z.strictObject({ 'Fn::ImportValue': z.string() });
const exportSchema = z.looseObject({ Value: z.unknown(), Export: z.object({ Name: z.string() }) });

const listResources = (template: CloudFormationTemplate): Resource[] =>
  Object.entries(template.Resources).map(([id, resource]) => ({
    id,
    type: resource.Type,
    properties: resource.Properties ?? {},
    deletionPolicy: resource.DeletionPolicy,
  }));

const listExports = (template: CloudFormationTemplate): [string, unknown][] =>
  Object.values(template.Outputs ?? {}).flatMap((output): [string, unknown][] => {
    const exported = exportSchema.safeParse(output);
    return exported.success ? [[exported.data.Export.Name, exported.data.Value]] : [];
  });

/** The templates of one stage of the example settings, both stacks as one. */
export function deploy(stage: 'dev' | 'prod') {
  const settings = readSettings({ file: EXAMPLE_SETTINGS_FILE, stage });
  const templates = Object.values(synthesize({ settings, code: 'placeholder' }));
  const resources = templates.flatMap(listResources);
  const exported = new Map(templates.flatMap(listExports));

  /** The logical id that a `Ref`, `Fn::GetAtt` or `Fn::ImportValue` leads to; undefined for anything else. */
  const follow = (value: unknown): string | undefined => {
    const imported = importSchema.safeParse(value);
    if (imported.success) return follow(exported.get(imported.data['Fn::ImportValue']));
    const ref = refSchema.safeParse(value);
    if (ref.success) return ref.data.Ref;
    const attribute = getAttSchema.safeParse(value);
    return attribute.success ? attribute.data['Fn::GetAtt'][0] : undefined;
  };

  return {
    settings,
    resources,
    follow,
    ofType: (type: string): Resource[] => resources.filter((resource) => resource.type === type),
    /** The resource that `value` leads to. */
    target: (value: unknown): Resource => {
      const id = follow(value);
      const found = resources.find((resource) => resource.id === id);
      if (found === undefined) throw new Error(`${JSON.stringify(value)} leads to no resource`);
      return found;
    },
  };
}

export type Deployment = ReturnType<typeof deploy>;
