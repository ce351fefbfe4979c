import type { WayBack, WayBackChoice } from '@everthread/shared/models/way-back';
import { useEffect, useRef } from 'preact/hooks';
import { later } from '../later.ts';
import type { ThreadModel } from '../models/thread-model.ts';
import { Icon } from '../parts/icon.tsx';
import type { Speech } from '../words.ts';
import { Carry } from './carry.tsx';
import { downloadTranscript } from './download-transcript.ts';
import { MailTranscript } from './mail-transcript.tsx';
import { useFocusHere } from './use-focus-here.ts';
import type { AsVisitor, WayBackModel } from './way-back-model.ts';
import type { WayBackWords } from './words.ts';

type Parts = {
  model: WayBackModel;
  wayBack: WayBack;
  thread: ThreadModel;
  speech: Speech;
  w: WayBackWords;
  asVisitor: AsVisitor;
  onAsk: (() => void) | undefined;
  fill: (words: string, values: Readonly<Record<string, string>>) => string;
};

const personalData = later(() => import('../personal-data/personal-data.tsx'));

const NIGHT = { from: '22:00', to: '07:00' };
const CHOICES: readonly WayBackChoice[] = ['any', 'push', 'mail', 'done', 'never'];

/** How the visitor wants to be told, where else he reads, and the way to his phone. */
export function WayBackSettings({ model, wayBack, thread, speech, w, asVisitor, onAsk, fill }: Parts) {
  useEffect(personalData.want, []);
  const devices = useRef<HTMLElement>(null);
  useFocusHere(devices, `${model.devices.value.length}`);
  const label = (choice: WayBackChoice) => (choice === 'never' ? w.none : w[choice]);
  return (
    <div class="way-back-settings">
      <header>
        <h2>{w.change}</h2>
        <form method="dialog">
          <button type="submit" class="icon-button" aria-label={w.close}>
            <Icon shape="close" />
          </button>
        </form>
      </header>
      <p role="alert" class="trouble">
        {model.hasFailed.value && w.failed}
      </p>
      <fieldset>
        <legend>{w.how}</legend>
        {CHOICES.map((choice) => (
          <label key={choice}>
            <input
              type="radio"
              name="way-back-choice"
              checked={wayBack.choice === choice}
              onChange={() => model.change({ choice })}
            />
            {label(choice)}
          </label>
        ))}
      </fieldset>
      <QuietHours model={model} wayBack={wayBack} w={w} />
      {onAsk && (
        <button type="button" class="wide" onClick={onAsk}>
          {w.here}
        </button>
      )}
      <Carry model={model} thread={thread} w={w} fill={fill} />
      <button type="button" class="wide" onClick={() => void downloadTranscript(thread, speech)}>
        {w.download}
      </button>
      {wayBack.mail !== null && <MailTranscript ask={asVisitor} w={w} />}
      <section ref={devices} tabIndex={-1} aria-label={w.devices}>
        <h3>{w.devices}</h3>
        <ul>
          {model.devices.value.map(({ id, name, isCurrent, lastUsedAt }) => (
            <li key={id}>
              <span dir="auto">
                {name ?? w.unnamed} {isCurrent && `(${w.thisOne})`}
                <small>{fill(w.lastUsed, { time: speech.fullTime(new Date(lastUsedAt)) })}</small>
              </span>
              {!isCurrent && (
                <button
                  type="button"
                  aria-label={fill(w.endOf, { device: name ?? w.unnamed })}
                  onClick={() => model.endDevice(id)}
                >
                  {w.end}
                </button>
              )}
            </li>
          ))}
        </ul>
      </section>
      {personalData.value && <personalData.value.PersonalData thread={thread} address={wayBack.mail} />}
    </div>
  );
}

function QuietHours({ model, wayBack: { quiet }, w }: Pick<Parts, 'model' | 'wayBack' | 'w'>) {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const set = (hours: Partial<typeof NIGHT>) => {
    const { from, to } = { ...NIGHT, ...quiet, ...hours };
    if (from && to && from !== to) void model.change({ quiet: { timeZone, from, to } });
  };
  return (
    <div class="quiet">
      <label>
        <input
          type="checkbox"
          checked={quiet !== null}
          onChange={({ currentTarget }) => (currentTarget.checked ? set({}) : void model.change({ quiet: null }))}
        />
        {w.quiet}
      </label>
      {quiet && (
        <span>
          {(['from', 'to'] as const).map((end) => (
            <label key={end}>
              {w[end]}
              <input
                type="time"
                required
                value={quiet[end]}
                onChange={({ currentTarget: { value } }) => set({ [end]: value })}
              />
            </label>
          ))}
        </span>
      )}
    </div>
  );
}
