/** What the names of all secrets that sign webhooks begin with, at one stage: `perennial/prod/webhook/`. */
export const webhookSecretPrefix = (stage: string): string => `perennial/${stage}/webhook/`;

/** The endpoint file's name of a secret that signs webhooks; undefined for any other secret. */
export const webhookSecretOf = (name: string): string | undefined =>
  /^perennial\/[a-z]+\/webhook\/([a-z0-9-]+)$/.exec(name)?.[1];
