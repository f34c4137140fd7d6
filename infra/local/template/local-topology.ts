/** What the runtime needs of the templates: every reference resolved to a local name, URL or ARN. */
export interface LocalTopology {
  readonly account: string;
  readonly region: string;
  readonly rules: readonly RuleResource[];
  readonly buses: readonly BusResource[];
  readonly topics: readonly TopicResource[];
  readonly queues: readonly QueueResource[];
  readonly functions: readonly FunctionResource[];
  readonly mappings: readonly MappingResource[];
  readonly schedules: readonly ScheduleResource[];
  readonly routes: readonly RouteResource[];
  readonly tables: readonly TableResource[];
  readonly secrets: readonly SecretResource[];
}

interface BusResource {
  readonly name: string;
  readonly arn: string;
}

export interface RuleResource {
  readonly name: string;
  readonly busName: string;
  readonly pattern: unknown;
  readonly targets: readonly { readonly queueArn: string; readonly groupId?: string }[];
}

export interface TopicResource {
  readonly name: string;
  /** What the template calls it: the construct's path, `FeedbackStepReplies`. */
  readonly label: string;
  readonly arn: string;
  /** The queues that it hands messages to. */
  readonly subscriptions: readonly {
    readonly queueArn: string;
    /** The message as it is, without the envelope of SNS. */
    readonly isRaw: boolean;
  }[];
}

export interface QueueResource {
  readonly name: string;
  /** As the functions' environment gives it. Where the queue really stands is the queue service's own affair. */
  readonly url: string;
  readonly arn: string;
  readonly visibilityTimeoutSeconds: number;
  readonly retentionSeconds: number;
  readonly redrive?: { readonly deadLetterQueueArn: string; readonly maxReceiveCount: number };
}

export interface FunctionResource {
  readonly name: string;
  readonly arn: string;
  /** `decide` of the handler `decide.handler`: the file `functions/decide.ts`. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
}

interface MappingBase {
  /** `STACK/LOGICAL_ID`: stays the same from one deployment to the next. */
  readonly id: string;
  readonly functionArn: string;
  readonly batchSize: number;
  readonly batchingWindowSeconds: number;
  readonly reportsBatchItemFailures: boolean;
  /** Event patterns; a record passes where any matches, and all pass where there is none. */
  readonly filters: readonly unknown[];
}

export interface QueueMapping extends MappingBase {
  readonly kind: 'queue';
  readonly queueArn: string;
  readonly maximumConcurrency?: number;
}

export interface StreamMapping extends MappingBase {
  readonly kind: 'stream';
  readonly streamArn: string;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  readonly bisectsOnError: boolean;
  /** Absent: retries until the record expires. */
  readonly maximumRetryAttempts?: number;
  readonly onFailureQueueArn?: string;
  readonly tumblingWindowSeconds?: number;
}

export type MappingResource = QueueMapping | StreamMapping;

export interface ScheduleResource {
  readonly name: string;
  readonly arn: string;
  /** `rate(1 minute)` or `cron(0 3 * * ? *)`. */
  readonly expression: string;
  readonly timeZone: string;
  readonly functionArn: string;
  /** JSON text; absent: the scheduler's own event. */
  readonly input?: string;
}

export interface RouteResource {
  readonly apiId: string;
  /** `POST /events`, `GET /u/{token}`, `ANY /{proxy+}` or `$default`. */
  readonly routeKey: string;
  readonly functionArn: string;
}

export interface TableResource {
  readonly name: string;
  readonly arn: string;
  readonly streamArn?: string;
  /** The resource's own properties, resolved: what a table in an emulator is made of. */
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface SecretResource {
  readonly name: string;
  /** What a person calls it: the name that the template gives, else the construct's, `ApiKey`. */
  readonly label: string;
  readonly arn: string;
}
