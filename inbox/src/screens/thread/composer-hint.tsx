import { useThreadWords } from '../../locales/en-thread.ts';
import type { Written } from './written.ts';

/** What keeps the words from being sent; else what sending them does, or which keys and lists there are. */
export function ComposerHint({ written, isDone }: { written: Written; isDone: boolean }) {
  const words = useThreadWords().composer;
  const { mode, over, missing, areFilesHere, hasFailedFile } = written;
  const trouble =
    over > 0 ? words.tooLong(over) : missing ? words.fillIn(missing) : hasFailedFile ? words.filesFailed : undefined;
  if (trouble) return <span class="font-medium text-danger">{trouble}</span>;
  if (!areFilesHere) return <>{words.filesOnTheirWay}</>;
  if (isDone && mode === 'message') return <>{words.doneHint}</>;
  return (
    <span class="whole-words max-two:hidden">
      <span>{mode === 'note' ? words.noteLists : words.replyLists}</span> <span>· {words.enterHint}</span>
    </span>
  );
}
