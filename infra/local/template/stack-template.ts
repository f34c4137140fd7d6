import * as z from 'zod';
import { PerennialError } from '../../../shared/perennial-error.ts';

const resourceSchema = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).optional(),
});

const templateSchema = z.looseObject({
  Resources: z.record(z.string(), resourceSchema),
  Parameters: z.record(z.string(), z.looseObject({ Default: z.unknown() })).optional(),
  Outputs: z
    .record(
      z.string(),
      z.looseObject({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }),
    )
    .optional(),
});

export type Template = z.infer<typeof templateSchema>;

/** One synthesized stack. */
export interface StackTemplate {
  readonly stack: string;
  readonly template: Template;
}

/** Takes one template's JSON as synthesized. Throws `LOCAL.TEMPLATE` where it is no template. */
export function parseTemplate(stack: string, template: unknown): StackTemplate {
  const parsed = templateSchema.safeParse(template);
  if (parsed.success) return { stack, template: parsed.data };
  throw new PerennialError('LOCAL.TEMPLATE', {
    message: `Stack ${stack} is not a CloudFormation template: ${z.prettifyError(parsed.error)}`,
    details: { stack },
  });
}
