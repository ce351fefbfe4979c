import type { Run, Violation } from './checker.ts';
import type { MessageRow, ThreadRow, TopicRow } from './final-state.ts';

/** What must be true of the tables whatever happened. */
export function inDatabase({ database, visitors }: Run): Violation[] {
  const { threads, messages, topics, events } = database;
  const found: Violation[] = [];
  const says = (promise: string, what: string) => void found.push({ promise, what });

  const unchanged = messages.filter(({ isChanged }) => !isChanged);
  for (const ids of [messages.map(({ id }) => id), unchanged.map(({ text }) => text)]) {
    for (const twice of repeated(ids)) says('T2 no doubles', `stored twice: ${JSON.stringify(twice)}`);
  }
  if (threads.length > visitors) says('T2 no doubles', `${visitors} people began ${threads.length} threads`);
  if (database.visitors !== threads.length) {
    says('T2 no doubles', `${database.visitors} visitors for ${threads.length} threads`);
  }
  for (const { type, attempts, isParked, lastError } of events) {
    says('T5 all is followed up', `${type} is ${isParked ? 'parked' : 'left'} after ${attempts} tries: ${lastError}`);
  }
  for (const thread of threads) {
    const own = messages.filter(({ threadId }) => threadId === thread.id);
    const its = topics.filter(({ threadId }) => threadId === thread.id);
    found.push(...ofThread(thread, own, its), ...its.flatMap((topic) => ofTopic(topic, own)));
  }
  return found;
}

function ofThread(thread: ThreadRow, messages: readonly MessageRow[], topics: readonly TopicRow[]): Violation[] {
  const found: Violation[] = [];
  const says = (what: string) =>
    void found.push({ promise: 'T3 one order without gaps', what: `${thread.id}: ${what}` });
  const seqs = messages.map(({ seq }) => seq);
  if (seqs.some((seq, i) => seq !== i + 1)) says(`its numbers are ${seqs}`);
  if (thread.lastSeq !== messages.length) says(`it counts ${thread.lastSeq} and has ${messages.length}`);
  const revs = [...messages, ...topics].map(({ rev }) => rev);
  if (Math.max(0, ...revs) > thread.rev) says(`something changed at ${Math.max(...revs)}, it is at ${thread.rev}`);
  for (const twice of repeated(messages.map(({ rev }) => rev))) says(`two messages changed at revision ${twice}`);
  // Topics follow one another: a message belongs to the one that began last before it.
  for (const { id, seq, topicId } of messages) {
    const due = topics.findLast(({ firstSeq }) => firstSeq <= seq);
    if (due?.id !== topicId) says(`${id} (${seq}) stands in the wrong topic`);
  }
  return found;
}

function ofTopic(topic: TopicRow, inThread: readonly MessageRow[]): Violation[] {
  const all = inThread.filter(({ topicId }) => topicId === topic.id);
  const said = all.filter(({ kind }) => kind === 'message');
  const last = said.at(-1);
  const expected = {
    firstSeq: all[0]?.seq,
    lastSeq: all.at(-1)?.seq,
    lastVisitorSeq: said.findLast(({ authorKind }) => authorKind === 'visitor')?.seq ?? 0,
    lastMessageAt: last?.sentAt,
    ...(last?.isChanged ? {} : { preview: last && [...last.text].slice(0, 200).join(''), previewBy: last?.authorKind }),
  };
  return Object.entries(expected)
    .filter(([name, value]) => topic[name as keyof TopicRow] !== value)
    .map(([name, value]) => ({
      promise: 'T3 topics agree with their messages',
      what: `${topic.id}: ${name} is ${topic[name as keyof TopicRow]} and should be ${value}`,
    }));
}

function repeated<Item>(items: readonly Item[]): Item[] {
  const seen = new Set<Item>();
  return items.filter((item) => seen.size === seen.add(item).size);
}
