import { newUuid } from '@everthread/shared/client/message-id';
import { VARIABLES } from '@everthread/shared/client/saved-reply-text';
import type { SavedReplyId } from '@everthread/shared/models/ids';
import type { SavedReply } from '@everthread/shared/models/saved-reply';
import type { HoldSeconds } from '@everthread/shared/models/scheduled';
import { useEffect, useState } from 'preact/hooks';
import { useWritingWords } from '../../locales/en-writing.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { saysOf } from '../thread/macro-words.ts';
import { SavedReplyForm } from './saved-reply-form.tsx';
import type { SectionProps } from './sections.ts';
import { SettingCard } from './setting.tsx';
import { useSave } from './use-save.ts';

const HOLDS: readonly HoldSeconds[] = [0, 5, 10, 20];

/** How one writes: how long replies are held, and what one writes again and again. */
export function WritingSection({ inbox }: SectionProps) {
  const w = useWritingWords();
  const save = useSave();
  const { writing, savedReplies } = inbox;
  const held = writing.holdSeconds.value;
  const [edited, setEdited] = useState<SavedReply | 'new'>();
  useEffect(() => {
    void writing.load().catch(() => {});
    void savedReplies.load();
  }, [inbox]);

  function remove(reply: SavedReply): void {
    void save({
      what: w.saved.removed(reply.name),
      put: () => savedReplies.change(reply.id, { isRemoved: true }),
      back: () => savedReplies.change(reply.id, { isRemoved: false }),
    });
  }

  return (
    <>
      <SettingCard at="hold" title={w.hold.title} hint={w.hold.hint}>
        <div role="radiogroup" aria-label={w.hold.title} class="flex flex-wrap gap-2">
          {HOLDS.map((seconds) => (
            <label
              key={seconds}
              class="flex cursor-pointer items-center gap-2 rounded-medium border border-line px-3 py-2 has-checked:border-accent has-checked:bg-chosen"
            >
              <input
                type="radio"
                name="hold"
                checked={held === seconds}
                onChange={() =>
                  void save({
                    what: w.hold.title,
                    put: () => writing.setHoldSeconds(seconds),
                    back: () => writing.setHoldSeconds(held),
                  })
                }
                class="accent-accent"
              />
              {seconds === 0 ? w.hold.none : w.hold.seconds(seconds)}
            </label>
          ))}
        </div>
      </SettingCard>
      <SettingCard
        at="saved-replies"
        title={w.saved.title}
        hint={w.saved.hint(VARIABLES.map((name) => `{{${name}}}`).join(' '))}
      >
        {savedReplies.state.value === 'failed' && (
          <Button onClick={() => void savedReplies.load()}>{w.saved.failed}</Button>
        )}
        <ul class="flex flex-col divide-y divide-line">
          {savedReplies.all.value.map((reply) => (
            <li key={reply.id} class="flex items-start gap-3 py-3">
              <div class="min-w-0 flex-1">
                <p class="flex flex-wrap items-baseline gap-x-2">
                  <bdi class="font-medium">{reply.name}</bdi>
                  <span class="text-small text-soft">
                    {reply.ownerId ? w.saved.private : w.saved.shared} · {w.saved.uses(reply.uses)}
                  </span>
                </p>
                <p dir="auto" class="line-clamp-2 whitespace-pre-line text-soft">
                  {reply.text}
                </p>
                <p class="text-small text-soft">{saysOf(reply.actions, inbox, w.macro).join(' · ')}</p>
              </div>
              <Button
                look="quiet"
                size="icon"
                aria-label={w.saved.editThat(reply.name)}
                onClick={() => setEdited(reply)}
              >
                <Icon name="pencil" />
              </Button>
              <Button
                look="quiet"
                size="icon"
                aria-label={w.saved.removeThat(reply.name)}
                onClick={() => remove(reply)}
              >
                <Icon name="bin" />
              </Button>
            </li>
          ))}
        </ul>
        <Button look="primary" class="mt-3" onClick={() => setEdited('new')}>
          <Icon name="plus" /> {w.saved.create}
        </Button>
        {edited && (
          <SavedReplyForm
            inbox={inbox}
            reply={edited === 'new' ? undefined : edited}
            onClose={() => setEdited(undefined)}
            onSave={async (content) => {
              if (edited === 'new') {
                const id = newUuid((bytes) => crypto.getRandomValues(bytes)) as SavedReplyId;
                await savedReplies.create({ id, ...content });
              } else await savedReplies.change(edited.id, content);
            }}
          />
        )}
      </SettingCard>
    </>
  );
}
