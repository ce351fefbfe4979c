import { useId, useState } from 'preact/hooks';
import { createCall } from '../../api/call.ts';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import { useHelpWords } from '../../locales/en-help.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { Button } from '../../ui/button.tsx';
import { cutPhoto } from '../people/cut-photo.ts';
import { useWords } from './words.ts';

type LogoSettingProps = { inbox: InboxModel; logo: string | null; disabled: boolean };

/** The workspace's logo: chosen, shown, and taken away. */
export function LogoSetting({ inbox, logo, disabled }: LogoSettingProps) {
  const { account, toasts } = useApp();
  const t = useStrings();
  const w = useWords();
  const { logo: words } = useHelpWords();
  const id = useId();
  const [isBusy, setBusy] = useState(false);

  async function put(picture: Blob | undefined): Promise<void> {
    setBusy(true);
    try {
      const call = createCall(window.fetch.bind(window), account.turnAway);
      const at = `/api/workspaces/${inbox.workspaceId.peek()}/logo`;
      await (picture ? call('PUT', at, picture) : call('DELETE', at));
      await inbox.roster.load();
      toasts.show({ tone: 'news', text: w.saved(words.title) });
    } catch (error) {
      toasts.show({ tone: 'trouble', text: `${w.notSaved(words.title)}. ${errorWords(error, t)}` });
    } finally {
      setBusy(false);
    }
  }

  async function choose(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    const picture = await cutPhoto(file);
    if (picture) await put(picture);
    else toasts.show({ tone: 'trouble', text: words.broken });
  }

  return (
    <div class="flex items-center gap-4" aria-busy={isBusy}>
      {logo && <img src={logo} alt="" class="size-12 rounded-medium border border-line" />}
      <label
        for={id}
        class="inline-flex h-9 cursor-pointer items-center rounded-medium border border-line bg-surface px-3.5 font-medium hover:bg-raised has-focus-visible:outline-2 has-focus-visible:outline-accent has-disabled:cursor-default has-disabled:text-soft"
      >
        {words.choose}
        <input
          id={id}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          class="sr-only"
          disabled={disabled || isBusy}
          onChange={({ currentTarget }) => void choose(currentTarget)}
        />
      </label>
      {logo && !disabled && (
        <Button look="danger" disabled={isBusy} onClick={() => void put(undefined)}>
          {words.remove}
        </Button>
      )}
    </div>
  );
}
