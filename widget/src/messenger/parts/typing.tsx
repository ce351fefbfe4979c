import { Avatar } from './avatar.tsx';

/** Somebody of the team is typing. */
export function Typing({ name }: { name: string }) {
  return (
    <div class="message theirs first last typing" aria-hidden="true">
      <Avatar name={name} />
      <span class="author" dir="auto">
        {name}
      </span>
      <div class="bubble dots">
        <i />
        <i />
        <i />
      </div>
    </div>
  );
}
