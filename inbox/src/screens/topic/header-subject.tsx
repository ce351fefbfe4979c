import type { Topic } from '@everthread/shared/models/topic';
import { useApp } from '../../app-context.ts';
import { useStrings } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { SubjectField } from './subject-field.tsx';

/** The subject beside the visitor's name, where there is room for it. */
export function HeaderSubject({ inbox, topic }: { inbox: InboxModel; topic: Topic }) {
  const app = useApp();
  const t = useStrings();
  if (!inbox.roster.mayWrite.value)
    return topic.subject && <p class="line hidden min-w-0 two:block">{topic.subject}</p>;
  return <SubjectField acting={{ app, inbox, t, topic }} class="hidden min-w-0 flex-1 text-body two:block" />;
}
