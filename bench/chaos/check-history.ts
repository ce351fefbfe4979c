import type { Run, Violation } from './checker.ts';
import type { Entry } from './history.ts';

type Of<Event extends Entry['event']> = Extract<Entry, { event: Event }>;
const only = <Event extends Entry['event']>(entries: readonly Entry[], event: Event) =>
  entries.filter((entry): entry is Of<Event> => entry.event === event);

/** What everybody was told while it happened. */
export function inHistory(run: Run): Violation[] {
  return [
    ...acknowledgedIsStored(run),
    ...writtenIsStored(run),
    ...toldTheSame(run),
    ...readsNeverGoBack(run),
    ...viewsNeverGoBack(run),
    ...only(run.entries, 'leak').map(({ device, where }) => ({
      promise: 'T8 notes are the team’s',
      what: `${device} was told a note (${where})`,
    })),
    ...only(run.entries, 'refused').map(({ device, what }) => ({
      promise: 'T9 one can always write',
      what: `${device} was refused for good: ${what}`,
    })),
  ];
}

const isSend = ({ verb }: { verb: string }) => ['begin', 'send', 'send-note'].includes(verb);

/** Asked and answered well, in pairs. */
function acknowledged({ entries }: Run) {
  const asked = new Map(only(entries, 'asked').map((entry) => [entry.ask, entry]));
  return only(entries, 'answered')
    .filter(({ status }) => status >= 200 && status < 300)
    .flatMap((answer) => {
      const question = asked.get(answer.ask);
      return question ? [{ question, answer }] : [];
    });
}

function acknowledgedIsStored(run: Run): Violation[] {
  const rows = new Map(run.database.messages.map((row) => [row.id, row]));
  return acknowledged(run)
    .filter(({ question }) => isSend(question))
    .flatMap(({ question, answer }) => {
      const row = question.id && rows.get(question.id);
      const seen = answer.told.messages?.find(({ id }) => id === question.id);
      const says = (what: string) => [
        { promise: 'T1 acknowledged is stored', what: `${question.device}: ${question.id} ${what}` },
      ];
      if (!row) return says('was acknowledged and is not in the database');
      if (!row.isChanged && row.text !== question.text) return says('was acknowledged and says something else now');
      if (seen && seen.seq !== row.seq) return says(`was acknowledged as number ${seen.seq} and is ${row.seq} now`);
      return [];
    });
}

/** What was written on a device that keeps its queue arrives in the end; what it wrote first stands first. */
function writtenIsStored({ entries, database }: Run): Violation[] {
  const rows = new Map(database.messages.map((row) => [row.id, row]));
  const written = only(entries, 'written').filter(({ isKept }) => isKept);
  const lost = written
    .filter(({ id }) => !rows.has(id))
    .map(({ device, id }) => ({ promise: 'T9 what is queued arrives', what: `${device}: ${id} never arrived` }));
  const disorder = [...Map.groupBy(written, ({ device }) => device)].flatMap(([device, own]) => {
    const seqs = own.flatMap(({ id }) => rows.get(id)?.seq ?? []);
    const isInOrder = seqs.every((seq, i) => i === 0 || seq > (seqs[i - 1] ?? 0));
    return isInOrder ? [] : [{ promise: 'T3 in the order of writing', what: `${device}: its messages became ${seqs}` }];
  });
  return [...lost, ...disorder];
}

/** Whoever is told of a message, by whatever way, is told the same place and, at one revision, the same words. */
function toldTheSame({ entries }: Run): Violation[] {
  const known = new Map<string, { seq: number; words: Map<number, string> }>();
  const found: Violation[] = [];
  const all = entries.flatMap((entry) => {
    if (entry.event === 'answered' || entry.event === 'frame') return entry.told.messages ?? [];
    return entry.event === 'view' ? entry.came : [];
  });
  for (const { id, seq, rev, text } of all) {
    const before = known.get(id) ?? { seq, words: new Map<number, string>() };
    known.set(id, before);
    if (before.seq !== seq)
      found.push({ promise: 'T3 one order', what: `${id} was told as ${before.seq} and as ${seq}` });
    if ((before.words.get(rev) ?? text) !== text) {
      found.push({ promise: 'T3 one order', what: `${id} said two things at revision ${rev}` });
    }
    before.words.set(rev, text);
  }
  return found;
}

/** A read that begins after somebody was told of a revision is not older than it. */
function readsNeverGoBack(run: Run): Violation[] {
  const facts = run.entries.flatMap((entry) => {
    if (entry.event !== 'answered' && entry.event !== 'frame') return [];
    const { threadId, rev = 0, messages = [], topic } = entry.told;
    const newest = Math.max(rev, topic?.rev ?? 0, ...messages.map((message) => message.rev));
    return threadId ? [{ threadId, rev: newest, at: entry.at }] : [];
  });
  return acknowledged(run).flatMap(({ question, answer }) => {
    const threadId = question.threadId ?? answer.told.threadId;
    const { rev } = answer.told;
    if (rev === undefined) return [];
    const newer = facts.find((fact) => fact.threadId === threadId && fact.at < question.at && fact.rev > rev);
    if (!newer) return [];
    const what = `${question.device} read revision ${rev} of ${threadId} after ${newer.rev} had been told`;
    return [{ promise: 'T4 reads never go back', what }];
  });
}

/** Within one life of a device nothing that it showed disappears, and nothing in it becomes older. */
function viewsNeverGoBack({ entries }: Run): Violation[] {
  const views = only(entries, 'view');
  const byLife = Map.groupBy(views, ({ device, life, threadId }) => `${device}, life ${life}, ${threadId}`);
  return [...byLife].flatMap(([where, own]) => {
    const found: Violation[] = [];
    const says = (what: string) => found.push({ promise: 'T4 views never go back', what: `${where}: ${what}` });
    const shown = new Map<string, { seq: number; rev: number }>();
    let cursor = 0;
    for (const view of own) {
      if (view.cursor < cursor) says(`the cursor went from ${cursor} to ${view.cursor}`);
      cursor = view.cursor;
      if (!view.isOrdered) says('something was shown twice, or out of order');
      for (const id of view.went) {
        const seq = shown.get(id)?.seq ?? 0;
        if (seq >= view.earliest) says(`${id} (${seq}) disappeared`);
        shown.delete(id);
      }
      for (const { id, seq, rev } of view.came) {
        if (rev < (shown.get(id)?.rev ?? 0)) says(`${id} became older`);
        shown.set(id, { seq, rev });
      }
    }
    return found;
  });
}
