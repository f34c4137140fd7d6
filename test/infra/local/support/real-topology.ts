import { parseSettings } from '../../../../infra/aws/settings.ts';
import { synthesize } from '../../../../infra/aws/synthesize.ts';
import type { LocalTopology } from '../../../../infra/local/template/local-topology.ts';
import { readTopology } from '../../../../infra/local/template/read-topology.ts';
import { parseTemplate } from '../../../../infra/local/template/stack-template.ts';

/** The wiring of the templates that would be deployed. */
export function realTopology(): LocalTopology {
  const settings = parseSettings({
    stage: 'dev',
    domain: 'shop.example',
    senderAddress: 'hello@shop.example',
  });
  const templates = synthesize({ settings, code: 'placeholder' });
  return readTopology(
    Object.entries(templates).map(([stack, template]) => parseTemplate(stack, template)),
    { apiEndpoint: 'http://localhost:8080' },
  );
}
