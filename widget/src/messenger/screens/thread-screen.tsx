import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Host } from '../host.ts';
import type { ComposerModel } from '../models/composer-model.ts';
import type { FilesModel } from '../models/files-model.ts';
import type { ThreadModel } from '../models/thread-model.ts';
import { Composer } from '../parts/composer.tsx';
import { Conversation } from '../parts/conversation.tsx';
import { DropZone } from '../parts/drop-zone.tsx';
import { Greeting } from '../parts/greeting.tsx';
import { Header } from '../parts/header.tsx';
import { Notice } from '../parts/notice.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import type { Team } from '../team.ts';
import type { Speech } from '../words.ts';

export type ThreadScreenProps = {
  thread: ThreadModel;
  composer: ComposerModel;
  files: FilesModel;
  addFiles: (files: readonly File[]) => void;
  team: Team | undefined;
  host: Pick<Host, 'isOpen' | 'close'>;
  speech: Speech;
  now: () => Date;
};

/** The whole messenger: one thread. */
export function ThreadScreen({ thread, composer, files, addFiles, team, host, speech, now }: ThreadScreenProps) {
  const screen = useRef<HTMLElement>(null);

  useSignalEffect(() => {
    if (!host.isOpen.value) return;
    // On a touch screen focus in the field would call up the keyboard, over what there is to read.
    const isTouch = matchMedia('(pointer: coarse)').matches;
    (isTouch ? screen.current : screen.current?.querySelector('textarea'))?.focus();
  });

  const { sent, unsent } = thread.timeline.value;
  const isEmpty = sent.length + unsent.length === 0;
  return (
    <main
      ref={screen}
      class="screen"
      tabIndex={-1}
      onKeyDown={(event) => event.key === 'Escape' && !event.isComposing && !event.defaultPrevented && host.close()}
    >
      <DropZone onFiles={addFiles} speech={speech}>
        <Header speech={speech} team={team} isFolded={!isEmpty} onClose={host.close} />
        <Notice thread={thread} speech={speech} />
        <div class="stage">
          {!isEmpty ? (
            <Conversation
              thread={thread}
              composer={composer}
              files={files}
              team={team}
              isOpen={host.isOpen}
              speech={speech}
              now={now}
            />
          ) : thread.phase.value.name === 'opening' ? (
            <Skeleton speech={speech} />
          ) : (
            <>
              <Greeting speech={speech} team={team} />
              <p class="aside">{speech.say('leave')}</p>
            </>
          )}
        </div>
        <Composer composer={composer} addFiles={addFiles} speech={speech} />
      </DropZone>
    </main>
  );
}
