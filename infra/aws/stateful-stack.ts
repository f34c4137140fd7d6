import { CfnOutput, Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { Archive, EventBus, Match } from 'aws-cdk-lib/aws-events';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { CustomerTable } from './constructs/customer-table.ts';
import { MailIdentity } from './constructs/mail-identity.ts';
import { removalPolicyOf } from './removal-policy.ts';
import type { Settings } from './settings.ts';

export interface StatefulStackProps extends StackProps {
  readonly settings: Settings;
}

/** What must outlive a deployment: customers, the bus and its archive, secrets, the right to send mail. */
export class StatefulStack extends Stack {
  readonly customers: CustomerTable;
  readonly bus: EventBus;
  /** What `POST /events` is called with. */
  readonly apiKey: Secret;
  /** Signs the links in mails. */
  readonly linkSigningKey: Secret;
  readonly mail: MailIdentity;

  constructor(scope: Construct, id: string, props: StatefulStackProps) {
    super(scope, id, props);
    this.customers = new CustomerTable(this, 'Customers', { settings: props.settings });
    this.mail = new MailIdentity(this, 'Mail', { settings: props.settings });
    this.bus = new EventBus(this, 'Bus', {
      eventBusName: `perennial-${props.settings.stage}`,
      description: 'Events of the shops (source shop.*) and the facts that follow from them',
    });
    this.bus.applyRemovalPolicy(removalPolicyOf(props.settings));
    this.archiveShopEvents(props.settings);
    this.apiKey = this.secret('ApiKey', 'Key that shops call POST /events with', props.settings, [
      'A new key has to reach every shop at the same moment, so it is changed by hand (docs/deploy.md).',
    ]);
    this.linkSigningKey = this.secret(
      'LinkSigningKey',
      'Signs the unsubscribe links in mails',
      props.settings,
      [
        'A link must work for as long as the mail exists: rotating the key would break the unsubscribe link of',
        'every mail already delivered, which RFC 8058 and CAN-SPAM forbid.',
      ],
    );
    new CfnOutput(this, 'BusName', { value: this.bus.eventBusName });
    new CfnOutput(this, 'TableName', { value: this.customers.table.tableName });
    new CfnOutput(this, 'ApiKeySecret', { value: this.apiKey.secretArn });
    new CfnOutput(this, 'LinkSecret', { value: this.linkSigningKey.secretArn });
  }

  /**
   * `customer.updated` carries names, addresses and phone numbers. An archive cannot forget one person, so what
   * `erase` must be able to reach is never put in it; the other events name a customer by the shop's id alone.
   */
  private archiveShopEvents(settings: Settings): void {
    const archive = new Archive(this, 'ShopEvents', {
      sourceEventBus: this.bus,
      description: 'Events of the shops without personal data, for replay',
      eventPattern: {
        source: Match.prefix('shop.'),
        detailType: Match.anythingBut('customer.updated'),
      },
      retention: Duration.days(settings.archiveDays),
    });
    archive.applyRemovalPolicy(removalPolicyOf(settings));
  }

  private secret(
    id: string,
    description: string,
    settings: Settings,
    whyNotRotated: readonly string[],
  ): Secret {
    const secret = new Secret(this, id, {
      description,
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
      removalPolicy: removalPolicyOf(settings),
    });
    Validations.of(secret).acknowledge({ id: 'AwsSolutions-SMG4', reason: whyNotRotated.join(' ') });
    return secret;
  }
}
