import type { Teammate } from '@everthread/shared/models/workspace';
import { useId, useState } from 'preact/hooks';
import type { PeopleApi } from '../../api/people-api.ts';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../settings/words.ts';
import { cutPhoto } from './cut-photo.ts';

type PhotoSettingProps = { me: Teammate; api: PeopleApi; onChanged: () => Promise<void> };

export function PhotoSetting({ me, api, onChanged }: PhotoSettingProps) {
  const { toasts } = useApp();
  const t = useStrings();
  const w = useWords();
  const id = useId();
  const [isBusy, setBusy] = useState(false);

  async function attempt(what: () => Promise<void>): Promise<void> {
    setBusy(true);
    try {
      await what();
      await onChanged();
      toasts.show({ tone: 'news', text: w.saved(w.profile.photoTitle) });
    } catch (error) {
      toasts.show({ tone: 'trouble', text: `${w.notSaved(w.profile.photoTitle)}. ${errorWords(error, t)}` });
    } finally {
      setBusy(false);
    }
  }

  async function choose(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    const photo = await cutPhoto(file);
    if (!photo) return void toasts.show({ tone: 'trouble', text: w.profile.photoBroken });
    await attempt(() => api.setPhoto(photo));
  }

  return (
    <div class="flex items-center gap-4" aria-busy={isBusy}>
      <Avatar id={me.id} name={me.name} photo={me.photo} size="large" />
      <label
        for={id}
        class="inline-flex h-9 cursor-pointer items-center rounded-medium border border-line bg-surface px-3.5 font-medium hover:bg-raised has-focus-visible:outline-2 has-focus-visible:outline-accent"
      >
        {w.profile.choosePhoto}
        <input
          id={id}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          class="sr-only"
          disabled={isBusy}
          onChange={({ currentTarget }) => void choose(currentTarget)}
        />
      </label>
      {me.photo && (
        <Button look="danger" disabled={isBusy} onClick={() => void attempt(api.removePhoto)}>
          {w.profile.removePhoto}
        </Button>
      )}
    </div>
  );
}
