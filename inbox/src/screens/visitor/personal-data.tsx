import type { Visitor } from '@everthread/shared/models/visitor';
import { useState } from 'preact/hooks';
import { enPersonalData } from '../../locales/en-personal-data.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import { Section } from './fact.tsx';

type PersonalDataProps = { inbox: InboxModel; visitor: Visitor };

/** What owners and admins may do with all there is of a visitor: have it as a file, and have it erased. */
export function PersonalData({ inbox, visitor }: PersonalDataProps) {
  const w = enPersonalData;
  const [isErasing, setErasing] = useState(false);
  if (!inbox.roster.isManager.value) return null;
  return (
    <Section title={w.title}>
      <div class="-ms-2.5 flex flex-col items-start gap-1">
        <a
          href={`/api/workspaces/${inbox.workspaceId.value}/visitors/${visitor.id}/personal-data`}
          download
          title={w.downloadHint}
          class="inline-flex h-7 items-center gap-1.5 rounded-medium px-2.5 text-small font-medium text-soft transition-colors hover:bg-raised hover:text-ink"
        >
          <Icon name="download" class="size-3.5" />
          {w.download}
        </a>
        <Button look="quiet" size="small" class="text-danger" onClick={() => setErasing(true)}>
          <Icon name="bin" class="size-3.5" />
          {w.erase}
        </Button>
      </div>
      {isErasing && <EraseDialog inbox={inbox} visitor={visitor} onClose={() => setErasing(false)} />}
    </Section>
  );
}
