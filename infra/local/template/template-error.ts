import { PerennialError } from '../../../shared/perennial-error.ts';

/** A place in the templates. */
export interface TemplatePlace {
  readonly stack: string;
  readonly logicalId: string;
  readonly property: string;
}

/** The error of something in a template that the local runtime needs and does not understand. */
export const templateError = (place: TemplatePlace, problem: string): PerennialError =>
  new PerennialError('LOCAL.TEMPLATE', {
    message: `${place.stack}/${place.logicalId}, ${place.property}: ${problem}`,
    details: { ...place },
  });
