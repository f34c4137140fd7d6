import { useEffect, useRef, useState } from 'preact/hooks';
import type { TaskEnding } from '../../shared/app/task/close-task.ts';
import { FetchFailure, postJson } from '../fetch-json.ts';
import { useFrame } from '../frame.ts';
import { Failed } from '../parts/notice.tsx';

interface CloseTaskProps {
  readonly id: string;
  readonly ending: TaskEnding;
  readonly onCancel: () => void;
  readonly onClosed: () => void;
}

/** Asks for a note and closes the task. */
export function CloseTask({ id, ending, onCancel, onClosed }: CloseTaskProps) {
  const words = useFrame().text.tasks;
  const [failure, setFailure] = useState<FetchFailure>();
  const [isBusy, setBusy] = useState(false);
  const note = useRef<HTMLInputElement>(null);
  useEffect(() => note.current?.focus(), []);
  const close = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    try {
      await postJson(`/api/tasks/${ending}`, { id, note: note.current?.value ?? '' });
      onClosed();
    } catch (error) {
      setFailure(error instanceof FetchFailure ? error : new FetchFailure('OFFLINE', ''));
    }
    setBusy(false);
  };
  return (
    <form class="close-task" onSubmit={(event) => void close(event)}>
      <label>
        {words.noteFor[ending]}
        <input ref={note} type="text" maxLength={1000} autocomplete="off" />
        <small>{words.noteHint}</small>
      </label>
      <div class="close-buttons">
        <button type="submit" disabled={isBusy}>
          {words.confirm[ending]}
        </button>
        <button type="button" class="quiet" onClick={onCancel}>
          {words.cancel}
        </button>
      </div>
      {failure && <Failed failure={failure} />}
    </form>
  );
}
