import { useFlowsWords } from '../../locales/en-flows.ts';

type SentAnswersProps = {
  /** What the flow asks and looks up, but for this look-up's own. */
  names: readonly string[];
  sends: readonly string[];
  onChange: (sends: string[]) => void;
};

/** Which answers a service is sent. One that nothing asks for any more stands there too, to be taken out. */
export function SentAnswers({ names, sends, onChange }: SentAnswersProps) {
  const w = useFlowsWords();
  const offered = [...new Set([...names, ...sends])];
  return (
    <fieldset class="min-w-0">
      <legend class="text-small text-soft">{w.sends}</legend>
      {offered.length === 0 && <p class="text-small text-faint">{w.sendsNothing}</p>}
      <div class="flex flex-wrap gap-x-4 gap-y-1">
        {offered.map((name) => (
          <label key={name} class="flex min-h-8 items-center gap-2">
            <input
              type="checkbox"
              class="size-4 accent-accent"
              checked={sends.includes(name)}
              onChange={({ currentTarget: { checked } }) =>
                onChange(checked ? [...sends, name] : sends.filter((each) => each !== name))
              }
            />
            <span dir="ltr">{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
