import { nearestName } from '../../nearest-name.ts';
import type { CampaignContext } from './campaign-context.ts';
import { stepPlaces } from './step-places.ts';

/** The topic is one of topics.yaml, and customers can have it on each channel that the campaign sends on. */
export function checkTopic({ value, yaml, problems, topics }: CampaignContext): void {
  if (value.topic === undefined) return;
  const tell = (message: string, suggestion?: string) => problems.addAt(yaml, ['topic'], message, suggestion);
  if (value.purpose === 'transactional')
    tell('a transactional campaign goes to everybody whom it concerns; remove the topic');
  if (topics === undefined) return;
  const topic = topics.find(({ name }) => name === value.topic);
  if (topic === undefined) {
    const names = topics.map(({ name }) => name);
    const has = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`;
    tell(`topics.yaml has no topic "${value.topic}"; ${has}`, nearestName(value.topic, names));
    return;
  }
  for (const { step, path } of stepPlaces(value.steps)) {
    if (step.kind !== 'send') continue;
    const used = [step, ...step.vary].flatMap(({ channel, channels = [] }) => [channel, ...channels]);
    const beyond = [...used, step.fallback?.channel].find(
      (channel) => channel !== undefined && !topic.channels.includes(channel),
    );
    if (beyond !== undefined)
      problems.addAt(
        yaml,
        path,
        `the topic "${topic.name}" is not on ${beyond}: add it to the topic's channels in topics.yaml, or leave it out here`,
      );
  }
}
