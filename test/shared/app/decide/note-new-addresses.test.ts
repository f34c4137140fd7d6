import { describe, expect, it } from 'vitest';
import type { ContactPatch } from '../../../../shared/app/contact.ts';
import { noteNewAddresses } from '../../../../shared/app/decide/note-new-addresses.ts';
import type { Item } from '../../../../shared/ports.ts';
import { customerUpdated, day } from '../../../support/inputs.ts';

const stored: Item = {
  ...{ pk: 'customer#c1', sk: 'contact', version: 1 },
  body: { email: { value: 'ada@example.com', at: day(0) }, phone: { value: null, at: day(0) } },
};
const said = (contact: Omit<ContactPatch, 'at'>, at = day(1)) => ({
  customerId: 'c1',
  input: customerUpdated({ occurredAt: at }),
  contact: { at, ...contact },
  acceptedAt: at,
});
const newAddressesOf = (inbounds: readonly ReturnType<typeof said>[], item: Item | 'nothing' = stored) =>
  noteNewAddresses(inbounds, item === 'nothing' ? undefined : item).map((input) =>
    input.kind === 'customer.updated' ? input.newAddresses : undefined,
  );

describe('a new address', () => {
  it.each([
    ['another one', { email: 'ida@example.com' }, ['email']],
    ['the same one', { email: 'ada@example.com' }, undefined],
    ['none', { email: null }, undefined],
    ['one where it had been removed', { phone: '+12065550100' }, ['sms']],
    ['a name', { name: 'Ada' }, undefined],
  ])('is known from what is stored: %s', (_, contact, expected) => {
    expect(newAddressesOf([said(contact)])).toEqual([expected]);
  });

  it('is not the first that is known, nor one that a later word has replaced', () => {
    expect(newAddressesOf([said({ email: 'ida@example.com' })], 'nothing')).toEqual([undefined]);
    expect(newAddressesOf([said({ email: 'old@example.com' }, day(-1))])).toEqual([undefined]);
  });

  it('is seen among inputs that are decided together', () => {
    const inbounds = [said({ email: 'x@example.com' }, day(1)), said({ email: 'x@example.com' }, day(2))];
    expect(newAddressesOf(inbounds)).toEqual([['email'], undefined]);
  });
});
