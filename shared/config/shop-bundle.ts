import type { Templates } from '../domain/message/template.ts';
import type { Rules } from '../domain/rules.ts';

/** A shop's files, compiled into what the functions read at start. Plain JSON. */
export interface ShopBundle {
  readonly rules: Rules;
  readonly templates: Templates;
}
