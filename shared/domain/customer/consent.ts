import type { Consent } from './customer-state.ts';

/** Silence is not consent. */
export const hasConsent = (consent: Consent | undefined): boolean => consent?.status === 'granted';
