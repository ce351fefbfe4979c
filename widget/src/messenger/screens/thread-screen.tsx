import type { Unsent } from '@everthread/shared/client/timeline';
import { useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Host } from '../host.ts';
import type { ComposerModel } from '../models/composer-model.ts';
import type { FilesModel } from '../models/files-model.ts';
import type { ThreadModel } from '../models/thread-model.ts';
import { Composer } from '../parts/composer.tsx';
import { DropZone } from '../parts/drop-zone.tsx';
import { Expected } from '../parts/expected.tsx';
import { focusField } from '../parts/focus-field.ts';
import { Greeting } from '../parts/greeting.tsx';
import { Header } from '../parts/header.tsx';
import { HelpHome, HelpOver, type HelpProps, type OpenedHelp } from '../parts/help.tsx';
import { laterConversation } from '../parts/later-conversation.ts';
import { Notice } from '../parts/notice.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Recover } from '../parts/way-back.tsx';
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
  help: Pick<HelpProps, 'articles' | 'api'>;
};

/** The whole messenger: one thread. */
export function ThreadScreen({ thread, composer, files, addFiles, team, host, speech, now, help }: ThreadScreenProps) {
  const opened = useSignal<OpenedHelp>(undefined);
  const helping = { ...help, opened, composer, speech };

  useSignalEffect(() => {
    if (host.isOpen.value) focusField();
  });

  const { sent, unsent } = thread.timeline.value;
  const isEmpty = sent.length + unsent.length === 0;
  const isOpening = thread.phase.value.name === 'opening';
  if (!isEmpty) laterConversation.want();
  const parts = laterConversation.value;
  const isDrawn = useRef(false);
  isDrawn.current ||= !isEmpty && parts !== undefined && !parts.isBotAwaited(sent);
  return (
    <main
      class="screen"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
        // Who is in a field among the messages leaves that first.
        if ((event.target as Element).localName === 'input') focusField();
        else host.close();
      }}
    >
      <DropZone onFiles={addFiles}>
        <Header
          thread={thread}
          speech={speech}
          team={team}
          now={now}
          isFolded={!isEmpty}
          onFind={
            !isEmpty &&
            help.articles.length > 0 &&
            (() => {
              opened.value = 'search';
            })
          }
          onClose={host.close}
        />
        <Notice thread={thread} speech={speech} />
        <div class="stage">
          {!isEmpty && parts && isDrawn.current ? (
            <parts.Conversation
              thread={thread}
              composer={composer}
              files={files}
              team={team}
              isOpen={host.isOpen}
              speech={speech}
              now={now}
            />
          ) : isOpening || sent.length > 0 ? (
            <Skeleton speech={speech} />
          ) : (
            <>
              <Greeting speech={speech} team={team}>
                <Expected thread={thread} speech={speech} now={now} class="expected" />
                {isEmpty && (
                  <>
                    <HelpHome {...helping} />
                    <Recover speech={speech} />
                  </>
                )}
              </Greeting>
              {!isEmpty && <Waiting unsent={unsent} />}
            </>
          )}
          <HelpOver {...helping} />
        </div>
        <Composer composer={composer} addFiles={addFiles} speech={speech} />
      </DropZone>
    </main>
  );
}

/** The first words, in the moment in which what shows messages is still on its way. */
const Waiting = ({ unsent }: { unsent: readonly Unsent[] }) => (
  <ol class="waiting">
    {unsent.map(({ id, text }) => (
      <li key={id} class="bubble mine sending" dir="auto">
        {text}
      </li>
    ))}
  </ol>
);
