import type { NoticeId } from '@everthread/shared/models/ids';
import type { Notice } from '@everthread/shared/models/special-notice';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { HoursApi } from '../../api/hours-api.ts';
import { useApp } from '../../app-context.ts';
import { useLocale } from '../../locale.ts';
import { useHoursWords } from '../../locales/en-hours.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { newId } from '../../new-id.ts';
import { Button } from '../../ui/button.tsx';
import { useOneAtATime } from '../../ui/one-at-a-time.ts';
import { Select } from '../../ui/select.tsx';
import { LoadFailed } from '../load-failed.tsx';
import { SettingCard } from '../settings/setting.tsx';
import { useSave } from '../settings/use-save.ts';
import { DateField } from './date-field.tsx';
import { leftWords, whenWords } from './when-words.ts';

const HOUR = 3_600_000;
const LENGTHS = [1, 2, 4, 8, 24];
const MAX_LENGTH = 300;

/** What all visitors are told until a time: what stands now, and a way to say something else. */
export function NoticeSetting({ inbox, api }: { inbox: InboxModel; api: HoursApi }) {
  const w = useHoursWords();
  const save = useSave();
  const { now } = useApp();
  const [notice, setNotice] = useState<Notice | null | 'coming' | 'failed'>('coming');
  const load = async () => setNotice(await api.notice());
  const begin = () => {
    setNotice('coming');
    load().catch(() => setNotice('failed'));
  };
  useEffect(begin, [api]);
  const mayWrite = inbox.roster.mayWrite.value;
  const isKnown = typeof notice !== 'string';
  const standing = isKnown && notice && Date.parse(notice.endsAt) > now.now.value ? notice : null;

  const show = (text: string, endsAt: string) =>
    save({
      what: w.notice.title,
      said: w.notice.isSet,
      put: async () => setNotice(await api.setNotice({ id: newId() as NoticeId, text, endsAt })),
      back: () => (standing ? put(standing) : api.endNotice()).then(load),
    });
  const put = ({ text, endsAt }: Notice) => api.setNotice({ id: newId() as NoticeId, text, endsAt });
  const takeDown = (down: Notice) =>
    save({
      what: w.notice.title,
      said: w.notice.isDown,
      put: () => api.endNotice().then(load),
      back: () => put(down).then(load),
    });

  return (
    <SettingCard at="notice" title={w.notice.title} hint={w.notice.hint}>
      {notice === 'coming' && <div class="bone h-42" aria-busy="true" />}
      {notice === 'failed' && <LoadFailed says={w.notice.failed} onRetry={begin} />}
      {standing && (
        <Standing notice={standing} inbox={inbox} mayWrite={mayWrite} onTakeDown={() => void takeDown(standing)} />
      )}
      {isKnown && mayWrite && <NoticeForm label={standing ? w.notice.change : w.notice.set} onShow={show} />}
    </SettingCard>
  );
}

type StandingProps = { notice: Notice; inbox: InboxModel; mayWrite: boolean; onTakeDown: () => void };

function Standing({ notice, inbox, mayWrite, onTakeDown }: StandingProps) {
  const w = useHoursWords();
  const { now } = useApp();
  const { language } = useLocale();
  const at = now.now.value;
  const name = inbox.roster.nameOfAgent(notice.setBy);
  return (
    <div class="mb-4 rounded-medium border border-note-line bg-note p-3">
      <p dir="auto" class="text-read wrap-anywhere">
        {notice.text}
      </p>
      <p class="mt-1 text-small text-note-ink">
        {w.notice.stands(whenWords(notice.endsAt, at, language, w), leftWords(notice.endsAt, at, language))}
        {name && ` · ${w.notice.by(name)}`}
      </p>
      {mayWrite && (
        <Button size="small" class="mt-3" onClick={onTakeDown}>
          {w.notice.takeDown}
        </Button>
      )}
    </div>
  );
}

function NoticeForm({ label, onShow }: { label: string; onShow: (text: string, endsAt: string) => Promise<boolean> }) {
  const w = useHoursWords();
  const id = useId();
  const { now } = useApp();
  const form = useRef<HTMLFormElement>(null);
  const [length, setLength] = useState('2');

  const show = useOneAtATime(async () => {
    const typed = new FormData(form.current ?? undefined);
    const text = String(typed.get('text') ?? '').trim();
    const at = Number(length) ? now.now.peek() + Number(length) * HOUR : Date.parse(String(typed.get('at') ?? ''));
    if (!text || !(at > now.now.peek())) return;
    // Until they are saved, whoever wrote them has nothing but these words.
    if (await onShow(text, new Date(at).toISOString())) form.current?.reset();
  });

  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        void show();
      }}
      class="flex flex-col gap-3"
    >
      <label class="flex flex-col gap-1.5 font-medium">
        {w.notice.text}
        <textarea
          name="text"
          dir="auto"
          rows={2}
          required
          maxLength={MAX_LENGTH}
          placeholder={w.notice.example}
          class="rounded-medium border border-strong-line bg-surface px-3 py-2 text-read font-normal"
        />
      </label>
      <div class="flex flex-wrap items-end gap-3">
        <div class="flex flex-col gap-1.5">
          <label for={`${id}-ends`} class="font-medium">
            {w.notice.ends}
          </label>
          <Select id={`${id}-ends`} value={length} onChange={({ currentTarget }) => setLength(currentTarget.value)}>
            {LENGTHS.map((hours) => (
              <option key={hours} value={hours}>
                {w.notice.endsIn(hours)}
              </option>
            ))}
            <option value="at">{w.notice.endsAt}</option>
          </Select>
        </div>
        {length === 'at' && <DateField name="at" type="datetime-local" label={w.notice.ends} isRequired />}
        <Button type="submit" look="primary" class="h-10">
          {label}
        </Button>
      </div>
    </form>
  );
}
