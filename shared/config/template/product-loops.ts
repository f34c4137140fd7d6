import { ForTag, TablerowTag, type Template, toValueSync } from 'liquidjs';

/** `{% for product in recommendations %}` or the same as a `tablerow`. */
interface ProductLoop {
  /** What the loop calls each product. */
  readonly variable: string;
  /** What is repeated for each; the `else` is not. */
  readonly body: Template[];
}

/** The loops over `recommendations` in Liquid that has been parsed, those within other tags too, but not those within one another. */
export function findProductLoops(templates: readonly Template[]): readonly ProductLoop[] {
  return templates.flatMap((template) => {
    if (isLoop(template) && template.collection.getText() === 'recommendations')
      return [{ variable: template.variable, body: template.templates }];
    const children = template.children?.(false, true);
    return children === undefined ? [] : findProductLoops(toValueSync(children));
  });
}

const isLoop = (template: Template): template is ForTag | TablerowTag =>
  template instanceof ForTag || template instanceof TablerowTag;
