import { useState } from 'preact/hooks';
import type { CustomerStory } from '../../shared/app/console/read-story.ts';
import type { Fact } from '../../shared/domain/customer/fact.ts';
import type { JournalEntry } from '../../shared/domain/customer/journal-entry.ts';
import { useFrame } from '../frame.ts';
import { Choice } from '../parts/choice.tsx';
import { describeFact } from './describe-fact.ts';
import { describeInput } from './describe-input.ts';

/** The journal: every input, what followed from it, and why. */
export function JournalList({ story }: { readonly story: CustomerStory }) {
  const { text, format } = useFrame();
  const [order, setOrder] = useState<'newest' | 'oldest'>('newest');
  const words = text.story;
  const entries = order === 'newest' ? story.journal.toReversed() : story.journal;

  return (
    <section class="panel journal" aria-labelledby="journal-title">
      <div class="panel-title">
        <h2 id="journal-title">{words.journal}</h2>
        <Choice
          name="journal-order"
          legend={words.journal}
          value={order}
          options={[
            { value: 'newest', label: words.newestFirst },
            { value: 'oldest', label: words.oldestFirst },
          ]}
          onChoose={setOrder}
        />
      </div>
      {entries.length === 0 && <p class="fine">{words.noJournal}</p>}
      {entries.length < story.journalLength && (
        <p class="fine">
          {words.journalShown(format.number(entries.length), format.number(story.journalLength))}
        </p>
      )}
      <ol class="timeline">
        {entries.map((entry) => (
          <Entry key={`${entry.stateVersion}.${entry.place}`} entry={entry} />
        ))}
      </ol>
    </section>
  );
}

function Entry({ entry }: { readonly entry: JournalEntry }) {
  const { text, format } = useFrame();
  const [isOpen, setOpen] = useState(false);
  const { input, decidedAt, facts } = entry;
  const happenedAt = input.kind === 'tick' ? decidedAt : input.occurredAt;
  const isLate = format.date(happenedAt) !== format.date(decidedAt);

  return (
    <li class={input.kind === 'tick' ? 'tick' : ''}>
      <p class="when">
        <time dateTime={new Date(happenedAt).toISOString()}>{format.dateTime(happenedAt)}</time>
        {isLate && <span> {text.story.arrived(format.date(decidedAt))}</span>}
      </p>
      <h3>{describeInput(input, { text, format })}</h3>
      {facts.length === 0 ? (
        <p class="fine">{text.story.nothingChanged}</p>
      ) : (
        <ul>
          {facts.map((fact, place) => (
            <FactItem key={place} fact={fact} entryDate={format.date(decidedAt)} />
          ))}
        </ul>
      )}
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{text.story.record}</summary>
        {isOpen && <pre>{JSON.stringify(entry, null, 2)}</pre>}
      </details>
    </li>
  );
}

/** One fact. A tick that came late tells of earlier days: those are said. */
function FactItem({ fact, entryDate }: { readonly fact: Fact; readonly entryDate: string }) {
  const frame = useFrame();
  const { text, format } = frame;
  const { what, why, note } = describeFact(fact, frame);
  const date = format.date(fact.at);
  return (
    <li class={fact.kind.replace('.', '-')}>
      {what}
      {date !== entryDate && <span class="fine"> {date}</span>}
      {note !== undefined && <small>{note}</small>}
      {why !== undefined && <small>{text.story.why(why)}</small>}
    </li>
  );
}
