import type { MergePreview, MergeSide } from '@everthread/shared/models/visitor-merge';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { UNDO_MERGE_DAYS } from '../../limits.ts';
import { useStrings } from '../../locale.ts';
import { enMerge } from '../../locales/en-merge.ts';
import type { RosterModel } from '../../models/roster-model.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { visitorName } from '../../visitor-name.ts';
import { TagDot } from '../topic/tag-dot.tsx';

type ShownMergeProps = {
  preview: MergePreview;
  roster: RosterModel;
  isMerging: boolean;
  onSwap: () => void;
  onBack: () => void;
  onMerge: () => void;
};

/** What becomes of both: what moves, where they differ, and whose browser will read what. */
export function ShownMerge({ preview, roster, isMerging, onSwap, onBack, onMerge }: ShownMergeProps) {
  const w = enMerge;
  const { kept, merged, refusal, conflicts } = preview;
  const first = useRef<HTMLHeadingElement>(null);
  useEffect(() => first.current?.focus(), []);
  const maySwap = kept.visitor.identity === 'claimed' && merged.visitor.identity === 'claimed';
  return (
    <>
      <h3 ref={first} tabIndex={-1} class="sr-only">
        {w.moves}
      </h3>
      <div class="grid gap-3 two:grid-cols-2">
        <Side title={w.stays} side={kept} roster={roster} isKept />
        <Side title={w.goes} side={merged} roster={roster} />
      </div>
      {maySwap ? (
        <Button look="quiet" size="small" class="-ms-2.5 mt-2" disabled={isMerging} onClick={onSwap}>
          <Icon name="sort" class="size-3.5 rotate-90" />
          {w.swap}
        </Button>
      ) : (
        !refusal && <p class="mt-2 text-small text-faint">{w.swapHint}</p>
      )}
      {refusal ? (
        <p role="alert" class="mt-4 flex gap-2 rounded-medium border border-line bg-danger-ground p-3 text-danger">
          <Icon name="alert" class="mt-0.5" />
          {w.bothProven}
        </p>
      ) : (
        <>
          <Moves side={merged} />
          {conflicts.length > 0 && <Conflicts conflicts={conflicts} />}
          <Readers preview={preview} />
          <p class="mt-4 text-small text-faint">{w.undoHint(UNDO_MERGE_DAYS)}</p>
        </>
      )}
      <div class="mt-4 flex flex-wrap justify-end gap-2">
        <Button onClick={onBack} disabled={isMerging}>
          {w.back}
        </Button>
        {!refusal && (
          <Button look="primary" onClick={onMerge} disabled={isMerging}>
            {isMerging ? w.merging : w.submit}
          </Button>
        )}
      </div>
    </>
  );
}

type SideProps = { title: string; side: MergeSide; roster: RosterModel; isKept?: boolean };

function Side({ title, side: { visitor, tagIds }, roster, isKept = false }: SideProps) {
  const w = enMerge;
  const name = visitorName(visitor, useStrings());
  const isVerified = visitor.identity === 'verified';
  const tags = roster.workspace.value?.tags.filter(({ id }) => tagIds.includes(id)) ?? [];
  return (
    <section
      aria-label={title}
      class={classes('rounded-medium border p-3', isKept ? 'border-strong-line' : 'border-dashed border-line')}
    >
      <p class="mb-2 text-small font-medium text-faint">{title}</p>
      <div class="flex items-center gap-3">
        <Avatar id={visitor.id} name={name} />
        <div class="min-w-0">
          <p class="truncate font-medium">
            <bdi>{name}</bdi>
          </p>
          {visitor.email && (
            <p class="truncate text-small text-soft">
              <bdi>{visitor.email}</bdi>
            </p>
          )}
          <p class={classes('flex items-center gap-1 text-small', isVerified ? 'text-good' : 'text-soft')}>
            <Icon name={isVerified ? 'verified' : 'unproven'} class="size-3.5" />
            {isVerified ? w.verified : w.claimed}
          </p>
        </div>
      </div>
      {tags.length > 0 && (
        <p class="mt-2 flex flex-wrap gap-x-3 gap-y-1 text-small text-soft">
          {tags.map((tag) => (
            <span key={tag.id} class="inline-flex items-center gap-1.5">
              <TagDot color={tag.color} />
              <bdi>{tag.name}</bdi>
            </span>
          ))}
        </p>
      )}
    </section>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="mt-4">
      <h3 class="mb-1 text-small font-semibold text-soft">{title}</h3>
      {children}
    </section>
  );
}

function Moves({ side }: { side: MergeSide }) {
  const w = enMerge;
  const counted = { ...side, fields: side.attributes.length, tags: side.tagIds.length };
  const names = ['messages', 'topics', 'files', 'waiting', 'drafts', 'fields', 'tags', 'devices'] as const;
  const parts = names.filter((name) => counted[name] > 0).map((name) => w[name](counted[name]));
  return (
    <Part title={w.moves}>
      <p>
        {parts.join(' · ')}. {w.order}
      </p>
    </Part>
  );
}

function Conflicts({ conflicts }: Pick<MergePreview, 'conflicts'>) {
  const w = enMerge;
  return (
    <Part title={w.conflicts}>
      <p class="mb-2 text-small text-faint">{w.conflictsHint}</p>
      <ul class="flex flex-col divide-y divide-line rounded-medium border border-line">
        {conflicts.map(({ field, name, kept, merged }) => (
          <li key={`${field}/${name}`} class="grid gap-x-3 px-3 py-2 two:grid-cols-[8rem_1fr_1fr]">
            <span class="text-small text-faint [overflow-wrap:anywhere]">
              <bdi>{field === 'attribute' ? name : w[field]}</bdi>
            </span>
            <span class="[overflow-wrap:anywhere]">
              <span class="sr-only">{w.kept}: </span>
              <bdi>{kept}</bdi>
            </span>
            <span class="text-faint line-through [overflow-wrap:anywhere]">
              <span class="sr-only">{w.lost}: </span>
              <bdi>{merged}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Readers({ preview: { kept, merged, readers } }: { preview: MergePreview }) {
  const w = enMerge;
  const who = visitorName(kept.visitor, useStrings());
  const devices = kept.devices + merged.devices;
  const words = readers === 'proven' ? w.provenOnly(who) : devices > 0 ? w.allDevices(devices) : w.noDevices;
  const isRisky = readers === 'all_devices' && devices > 0;
  return (
    <Part title={w.readers}>
      <p class={classes('flex gap-2 rounded-medium p-3', isRisky ? 'bg-note text-note-ink' : 'bg-raised text-ink')}>
        <Icon name={isRisky ? 'alert' : 'lock'} class="mt-0.5" />
        <span>{words}</span>
      </p>
    </Part>
  );
}
