import { Stack } from 'aws-cdk-lib';
import { Effect, type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { TextSettings } from '../text-settings.ts';

/** The right to send texts from the numbers, pools or sender IDs of the settings, which the owner of the account has registered before. */
export class TextSender {
  /** What `deliver` reads of the settings. */
  readonly environment: Readonly<Record<string, string>>;
  private readonly identityArns: readonly string[];

  constructor(scope: Construct, settings: TextSettings) {
    const { originationIdentity, countryIdentities = {} } = settings;
    const { configurationSet, protectConfiguration, maxPrice } = settings;
    const arnOf = (identity: string): string => {
      const [resource = '', ...name] = identity.split('/');
      return Stack.of(scope).formatArn({ service: 'sms-voice', resource, resourceName: name.join('/') });
    };
    const identityArn = arnOf(originationIdentity);
    const ofCountries = Object.entries(countryIdentities).map(
      ([country, identity]) => [country, arnOf(identity)] as const,
    );
    this.identityArns = [...new Set([identityArn, ...ofCountries.map(([, arn]) => arn)])];
    this.environment = {
      SMS_ORIGINATION_IDENTITY: identityArn,
      ...(ofCountries.length > 0 && {
        SMS_COUNTRY_IDENTITIES: Stack.of(scope).toJsonString(Object.fromEntries(ofCountries)),
      }),
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
        resources: [...this.identityArns],
      }),
    );
  }
}
