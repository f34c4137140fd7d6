import { RemovalPolicy } from 'aws-cdk-lib';
import type { Settings } from './settings.ts';

/** What outlives its stack: in production everything that holds data, elsewhere nothing. */
export const removalPolicyOf = (settings: Settings): RemovalPolicy =>
  settings.stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
