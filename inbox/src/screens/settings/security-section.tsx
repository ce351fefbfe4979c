import { Sessions } from '../account/sessions.tsx';
import { SettingCard } from './setting.tsx';
import { useWords } from './words.ts';

/** How one gets in, and where one is in already. One's own, whatever the workspace. */
export function SecuritySection() {
  const w = useWords();
  return (
    <SettingCard at="sessions" title={w.sessions.title} hint={w.sessions.lead}>
      <Sessions />
    </SettingCard>
  );
}
