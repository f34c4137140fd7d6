import * as z from 'zod';
import type { Deployment } from './deployed-template.ts';

const oneOrMore = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([z.array(schema), schema.transform((one) => [one])]);

const statementSchema = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMore(z.string()),
  Resource: oneOrMore(z.unknown()).default([]),
  Condition: z.record(z.string(), z.unknown()).optional(),
  Principal: z.unknown().optional(),
});

export type Statement = z.infer<typeof statementSchema>;

const documentSchema = z.object({ Statement: z.array(statementSchema) });

export const statementsOf = (document: unknown): Statement[] => documentSchema.parse(document).Statement;

const lambdaSchema = z.object({ Handler: z.string(), Role: z.unknown() });
const policySchema = z.object({ PolicyDocument: documentSchema, Roles: z.array(z.unknown()) });

/** What the role of each function allows, by the function's name. */
export function permissionsByFunction(deployment: Deployment): Map<string, Statement[]> {
  const policies = deployment
    .ofType('AWS::IAM::Policy')
    .map(({ properties }) => policySchema.parse(properties));
  return new Map(
    deployment.ofType('AWS::Lambda::Function').map(({ properties }) => {
      const { Handler, Role } = lambdaSchema.parse(properties);
      const role = deployment.follow(Role);
      const statements = policies
        .filter(({ Roles }) => Roles.some((attached) => deployment.follow(attached) === role))
        .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
      return [Handler.replace('.handler', ''), statements];
    }),
  );
}
