import type { Topic } from '@everthread/shared/models/topic';
import type { Visitor } from '@everthread/shared/models/visitor';
import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { fullTime, languageName, longAge, timeIn } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { useThreadWords } from '../../locales/en-thread.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import type { ThreadModel } from '../../models/thread-model.ts';
import { pathOf } from '../../routes.ts';
import type { TopicsRoute } from '../../topics-route.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { visitorName } from '../../visitor-name.ts';
import { VisitorBones } from '../thread/thread-bones.tsx';
import { Answers, MergeDialog, PersonalData } from './around-the-visitor.ts';
import { Contact } from './contact.tsx';
import { Devices } from './devices.tsx';
import { Fact, Section } from './fact.tsx';
import { Fields } from './fields.tsx';
import { Merges } from './merges.tsx';
import { OtherTopics } from './other-topics.tsx';
import { PageAddress } from './page-address.tsx';
import { Pages } from './pages.tsx';
import { useVisitor, useWrite } from './use-visitor.ts';
import { VisitorTags } from './visitor-tags.tsx';
import { visitorWords } from './visitor-words.ts';

type VisitorPaneProps = { inbox: InboxModel; thread: ThreadModel; route: TopicsRoute };

/** Who the visitor is, where, and what the team knows of him. Text that strangers reported is shown as text, never loaded. */
export function VisitorPane({ inbox, thread, route }: VisitorPaneProps) {
  const model = useVisitor(inbox, thread);
  const write = useWrite(model);
  const { now } = useApp();
  const w = visitorWords();
  const visitor = thread.visitor.value;
  const details = model.details.value;
  const isComing = !details && !model.hasFailed.value; // its places are kept
  const isEditable = inbox.roster.mayWrite.value;
  const [isMerging, setMerging] = useState(false);
  const { shown } = route;
  const pathTo = ({ id, threadId }: Topic) => pathOf({ ...route, shown: { threadId, topicId: id, pane: 'thread' } });
  const { strings: t, language } = useLocale();
  const said = useThreadWords();
  if (!visitor) return thread.state.value === 'loading' ? <VisitorBones /> : null;
  const name = visitorName(visitor, t);
  const local = visitor.timeZone ? timeIn(visitor.timeZone, now.now.value, language) : undefined;
  return (
    <div class="flex flex-col gap-5 p-5">
      <div class="flex items-center gap-3">
        <Avatar id={visitor.id} name={name} size="large" />
        <div class="min-w-0">
          <h2 class="text-title font-semibold break-words">
            <bdi>{name}</bdi>
          </h2>
          <Identity identity={visitor.identity} />
        </div>
      </div>
      <dl class="flex flex-col gap-3.5">
        {details ? (
          <Contact details={details} isEditable={isEditable} write={write} />
        ) : (
          <>
            <Fact name={w.name}>
              <bdi>{visitor.name ?? '–'}</bdi>
            </Fact>
            <Fact name={w.email}>
              <bdi>{visitor.email ?? '–'}</bdi>
            </Fact>
          </>
        )}
        <Fact name={said.visitor.localTime}>
          {local && (
            <>
              {local.time} <span class="text-soft">· {local.zone}</span>
            </>
          )}
        </Fact>
        <Fact name={said.visitor.language}>{visitor.language && languageName(visitor.language, language)}</Fact>
        <Fact name={said.visitor.page}>
          {(visitor.pageTitle || visitor.pageUrl) && (
            <>
              {visitor.pageTitle && (
                <span dir="auto" class="block font-medium text-ink text-left [[dir=rtl]_&]:text-right">
                  {visitor.pageTitle}
                </span>
              )}
              {visitor.pageUrl && (
                <PageAddress url={visitor.pageUrl}>
                  <span dir="ltr" class="line-clamp-3 [[dir=rtl]_&]:text-right">
                    {visitor.pageUrl}
                  </span>
                </PageAddress>
              )}
            </>
          )}
        </Fact>
        <Fact name={said.visitor.from}>
          {visitor.referrer && (
            <span dir="ltr" class="text-soft">
              {visitor.referrer}
            </span>
          )}
        </Fact>
        <Seen name={said.visitor.firstSeen} at={visitor.firstSeenAt} />
        <Seen name={said.visitor.lastSeen} at={visitor.lastSeenAt} />
      </dl>
      {!details && model.hasFailed.value && (
        <p class="text-soft">
          {w.failed}{' '}
          <button type="button" class="text-accent underline-offset-3 hover:underline" onClick={model.retry}>
            {t.tryAgain}
          </button>
        </p>
      )}
      {isComing && isEditable && (
        <>
          <Section title={w.tags.title}>
            <div class="bone h-7 w-24" />
          </Section>
          <Section title={w.fields.title}>
            <div class="bone mt-4 h-7 w-24" />
          </Section>
        </>
      )}
      {details && <VisitorTags tagIds={details.tagIds} inbox={inbox} isEditable={isEditable} write={write} />}
      {details && <Fields attributes={details.attributes} isEditable={isEditable} write={write} />}
      {details && details.told.length > 0 && <Answers told={details.told} />}
      {details && <Pages pages={details.pages} />}
      {!isComing && (
        <OtherTopics
          topics={thread.timeline.value.topics}
          currentId={shown?.topicId}
          pathTo={pathTo}
          roster={inbox.roster}
        />
      )}
      {details && <Devices devices={details.devices} />}
      {details && (
        <Merges
          merges={details.merges}
          model={model}
          roster={inbox.roster}
          isEditable={isEditable}
          onMerge={() => setMerging(true)}
        />
      )}
      {!isComing && <PersonalData inbox={inbox} visitor={visitor} />}
      {isMerging && <MergeDialog inbox={inbox} visitorId={visitor.id} onClose={() => setMerging(false)} />}
    </div>
  );
}

function Identity({ identity }: Pick<Visitor, 'identity'>) {
  const said = useThreadWords();
  const isVerified = identity === 'verified';
  return (
    <p
      title={isVerified ? said.visitor.verifiedHint : said.visitor.claimedHint}
      class={classes('mt-0.5 flex items-center gap-1', isVerified ? 'text-good' : 'text-soft')}
    >
      <Icon name={isVerified ? 'verified' : 'unproven'} class="size-3.5" />
      {isVerified ? said.visitor.verified : said.visitor.claimed}
    </p>
  );
}

function Seen({ name, at }: { name: string; at: string }) {
  const { now } = useApp();
  const { language } = useLocale();
  return (
    <Fact name={name}>
      <time dateTime={at} title={fullTime(at, language)}>
        {longAge(at, now.now.value, language)}
      </time>
    </Fact>
  );
}
