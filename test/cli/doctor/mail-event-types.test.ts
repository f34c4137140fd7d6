import { expect, it } from 'vitest';
import * as z from 'zod';
import { MAIL_EVENTS } from '../../../cli/doctor/aws/mail-event-types.ts';
import { deploy } from '../../infra/aws/deployed-template.ts';

const destinationSchema = z.object({
  EventDestination: z.object({ MatchingEventTypes: z.array(z.string()) }),
});

it('wants every event of SES that the state stack asks for', () => {
  const [destination] = deploy('dev').ofType('AWS::SES::ConfigurationSetEventDestination');
  const { EventDestination } = destinationSchema.parse(destination?.properties);
  // CloudFormation writes deliveryDelay what the API writes DELIVERY_DELAY.
  const asked = EventDestination.MatchingEventTypes.map((type) =>
    type.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase(),
  );
  expect(asked.toSorted()).toEqual(MAIL_EVENTS.toSorted());
});
