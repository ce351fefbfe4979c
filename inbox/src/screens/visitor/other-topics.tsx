import { plainText, readRichText } from '@everthread/shared/client/rich-text';
import type { Topic } from '@everthread/shared/models/topic';
import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { fullTime, shortAge } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import type { RosterModel } from '../../models/roster-model.ts';
import { Button } from '../../ui/button.tsx';
import { TagDot } from '../topic/tag-dot.tsx';
import { workWords } from '../topic/work-words.ts';
import { Section } from './fact.tsx';
import { visitorWords } from './visitor-words.ts';

const SHOWN_AT_FIRST = 5;

type OtherTopicsProps = {
  topics: readonly Topic[]; // of the thread
  currentId: Topic['id'] | undefined;
  pathTo: (topic: Topic) => string;
  roster: RosterModel;
};

/** What else he has written about, the latest first. */
export function OtherTopics({ topics, currentId, pathTo, roster }: OtherTopicsProps) {
  const w = visitorWords();
  const [isWhole, setWhole] = useState(false);
  const others = topics
    .filter(({ id, status }) => id !== currentId && status !== 'merged')
    .toSorted((a, b) => b.lastSeq - a.lastSeq);
  if (others.length === 0) return null;
  return (
    <Section title={w.topics.title}>
      <ul class="-mx-2 flex flex-col">
        {others.slice(0, isWhole ? undefined : SHOWN_AT_FIRST).map((topic) => (
          <li key={topic.id}>
            <TopicLink topic={topic} path={pathTo(topic)} roster={roster} />
          </li>
        ))}
      </ul>
      {others.length > SHOWN_AT_FIRST && !isWhole && (
        <Button look="quiet" size="small" class="-ms-2.5 mt-1" onClick={() => setWhole(true)}>
          {w.topics.more(others.length)}
        </Button>
      )}
    </Section>
  );
}

function TopicLink({ topic, path, roster }: { topic: Topic; path: string; roster: RosterModel }) {
  const { now } = useApp();
  const { strings: t, language } = useLocale();
  const tags = roster.workspace.value?.tags.filter(({ id }) => topic.tagIds.includes(id)) ?? [];
  return (
    <a href={path} class="block rounded-medium px-2 py-1.5 hover:bg-raised">
      <span dir="auto" class="line block font-medium">
        {topic.subject ?? (plainText(readRichText(topic.preview)) || t.thread.deleted)}
      </span>
      <span class="flex flex-wrap items-center gap-x-2 text-small text-faint">
        {workWords().status[topic.status]}
        <time dateTime={topic.lastMessageAt} title={fullTime(topic.lastMessageAt, language)}>
          {shortAge(topic.lastMessageAt, now.now.value, language, t.dates)}
        </time>
        {tags.map((tag) => (
          <span key={tag.id} class="inline-flex items-center gap-1">
            <TagDot color={tag.color} />
            <bdi>{tag.name}</bdi>
          </span>
        ))}
      </span>
    </a>
  );
}
