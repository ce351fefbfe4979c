import { useEffect, useRef } from 'preact/hooks';
import { classes } from '../../ui/classes.ts';
import { type Acting, act } from './act.ts';
import { workWords } from './work-words.ts';

/** The topic's subject, changed where it stands: Enter or leaving it saves, Escape brings the old one back. */
export function SubjectField({ acting, class: extra }: { acting: Acting; class?: string }) {
  const w = workWords();
  const subject = acting.topic.subject ?? '';
  const input = useRef<HTMLInputElement>(null);
  const saved = useRef(subject);

  useEffect(() => {
    const isTouched = input.current?.value.trim() !== saved.current;
    saved.current = subject;
    if (input.current && !isTouched) input.current.value = subject;
  }, [subject]);

  function save(typed: string): void {
    if (typed === saved.current) return;
    saved.current = typed;
    void act(acting, { subject: typed || null }, typed ? w.subjectSet : w.subjectGone);
  }

  return (
    <input
      ref={input}
      key={acting.topic.id}
      aria-label={w.subject}
      placeholder={w.addSubject}
      defaultValue={subject}
      dir="auto"
      autocomplete="off"
      maxLength={200}
      onBlur={({ currentTarget }) => save(currentTarget.value.trim())}
      onKeyDown={(event) => {
        if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
        if (event.key === 'Escape') event.currentTarget.value = saved.current;
        event.currentTarget.blur();
        event.preventDefault();
        event.stopPropagation();
      }}
      class={classes(
        'h-7 rounded-medium bg-transparent px-2 text-small text-ellipsis outline-offset-0 hover:bg-raised focus:bg-raised',
        extra,
      )}
    />
  );
}
