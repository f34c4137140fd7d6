import type { CustomerStory } from '../../shared/app/console/read-story.ts';
import { useFrame } from '../frame.ts';
import { StageTag, TierTag } from '../parts/class-tag.tsx';
import { Failed, Loading } from '../parts/notice.tsx';
import { ViewTitle } from '../parts/view-title.tsx';
import { Explanation } from '../story/explanation.tsx';
import { JournalList } from '../story/journal-list.tsx';
import { OrderList } from '../story/order-list.tsx';
import { StoryFacts } from '../story/story-facts.tsx';
import { useFetched } from '../use-fetched.ts';

/** One customer: how they are classified, what is known, and how it came about. */
export function StoryView({ customerId }: { readonly customerId: string }) {
  const { text, format, pollMs } = useFrame();
  const path = `/api/customers/${encodeURIComponent(customerId)}`;
  const { data: story, failure, reload } = useFetched<CustomerStory>(path, pollMs);

  return (
    <>
      <p class="back">
        <a href="/customers">{text.story.back}</a>
      </p>
      <ViewTitle title={text.story.title(customerId)}>
        {story && (
          <p class="aside">
            <StageTag stage={story.state.classes.stage} /> <TierTag tier={story.state.classes.tier} />{' '}
            {text.story.asOf(format.dateTime(story.state.asOf))}{' '}
            <a href={`${path}/export`} download={`${customerId}.json`} target="_self">
              {text.story.exportData}
            </a>
          </p>
        )}
      </ViewTitle>
      {failure && story === undefined && <Failed failure={failure} onRetry={reload} />}
      {story === undefined && !failure && <Loading />}
      {story && (
        <>
          <StoryFacts story={story} />
          {story.explanation && <Explanation explanation={story.explanation} />}
          <div class="story">
            <JournalList story={story} />
            <OrderList state={story.state} />
          </div>
        </>
      )}
    </>
  );
}
