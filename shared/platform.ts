import type { ShopBundle } from './config/shop-bundle.ts';
import type { Bus, Clock, Mailer, Queue, Secrets, Table, Texter, Webhooks } from './ports.ts';

/** Where a function runs: AWS, or one machine. It hands out the ports by the names that the environment gives. */
export interface Platform {
  readonly clock: Clock;
  readonly secrets: Secrets;
  table(tableName: string): Table;
  queue(queueUrl: string): Queue;
  bus(busName: string): Bus;
  /** `configurationSet`: the SES configuration set that every mail goes through. */
  mailer(configurationSet: string): Mailer;
  texter(settings: TexterSettings): Texter;
  webhooks(): Webhooks;
  shop(bundleFile: string): Promise<ShopBundle>;
}

/** How texts go out, as AWS End User Messaging names it. Texts that stay on one machine need none of it. */
export interface TexterSettings {
  /** ARN of the phone number, sender id or pool that they come from; without it none can be sent. */
  readonly originationIdentity?: string | undefined;
  /** By country of the number (ISO 3166-1 alpha-2), the ARN of another identity that its texts come from. */
  readonly countryIdentities?: Readonly<Record<string, string>> | undefined;
  readonly configurationSet?: string | undefined;
  /** Id of the protect configuration: the countries that may be sent to. */
  readonly protectConfiguration?: string | undefined;
  /** In US dollars for each text with all its parts; a dearer one is refused. */
  readonly maxPrice?: string | undefined;
}
