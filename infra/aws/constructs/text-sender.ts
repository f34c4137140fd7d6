import { Stack } from 'aws-cdk-lib';
import { Effect, type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { TextSettings } from '../text-settings.ts';

/** The right to send texts from one number, pool or sender ID, which the owner of the account has registered before. */
export class TextSender {
  /** What `deliver` reads of the settings. */
  readonly environment: Readonly<Record<string, string>>;
  private readonly identityArn: string;

  constructor(scope: Construct, settings: TextSettings) {
    const { originationIdentity, configurationSet, protectConfiguration, maxPrice } = settings;
    const [resource = '', ...name] = originationIdentity.split('/');
    this.identityArn = Stack.of(scope).formatArn({
      service: 'sms-voice',
      resource,
      resourceName: name.join('/'),
    });
    this.environment = {
      SMS_ORIGINATION_IDENTITY: this.identityArn,
      ...(configurationSet !== undefined && { SMS_CONFIGURATION_SET: configurationSet }),
      ...(protectConfiguration !== undefined && { SMS_PROTECT_CONFIGURATION: protectConfiguration }),
      ...(maxPrice !== undefined && { SMS_MAX_PRICE: String(maxPrice) }),
    };
  }

  grantSend(grantee: IGrantable): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: ['sms-voice:SendTextMessage'],
        resources: [this.identityArn],
      }),
    );
  }
}
