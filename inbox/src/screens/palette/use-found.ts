import { useEffect, useState } from 'preact/hooks';
import type { Choice, CommandContext } from '../../commands/command.ts';
import { findingWords } from '../../commands/finding-words.ts';
import { visitorName } from '../../visitor-name.ts';
import { placeOfResult } from '../search/place-of-result.ts';

const PAUSE_MS = 150;
const LEAST_LETTERS = 2;
const OF_EACH = 3;

/** Visitors and topics that what was typed may mean, once they are found; and a way to everything else that was said. */
export function useFound(context: CommandContext, typed: string, isWanted: boolean): readonly Choice[] {
  const [found, setFound] = useState<{ typed: string; choices: readonly Choice[] }>();
  const text = typed.trim();
  const isAsked = isWanted && Array.from(text).length >= LEAST_LETTERS;

  useEffect(() => {
    if (!isAsked) return;
    let isLatest = true;
    const pause = setTimeout(() => {
      findChoices(context, text).then(
        (choices) => isLatest && setFound({ typed: text, choices }),
        () => {}, // the commands are there without it
      );
    }, PAUSE_MS);
    return () => {
      isLatest = false;
      clearTimeout(pause);
    };
  }, [text, isAsked]);

  if (!isAsked) return [];
  const everywhere: Choice = {
    id: 'search-everywhere',
    label: findingWords().search.everywhere(text),
    run: () => context.show({ name: 'search', text }),
  };
  return [...(found?.typed === text ? found.choices : []), everywhere];
}

async function findChoices({ inbox, t, route, app: { router } }: CommandContext, text: string): Promise<Choice[]> {
  const { visitors, topics } = await inbox.find({ text });
  return [
    ...visitors.slice(0, OF_EACH).map((hit): Choice => {
      const { visitorId, name, email, externalId } = hit;
      return {
        id: visitorId,
        label: visitorName({ id: visitorId, name: name?.text ?? null }, t),
        hint: email?.text ?? externalId?.text ?? findingWords().search.kinds.visitor,
        run: () => router.go(placeOfResult({ kind: 'visitor', id: visitorId, hit }, route)),
      };
    }),
    ...topics.slice(0, OF_EACH).map(
      (hit): Choice => ({
        id: hit.topicId,
        label: hit.subject.text,
        hint: visitorName(hit.visitor, t),
        run: () => router.go(placeOfResult({ kind: 'topic', id: hit.topicId, hit }, route)),
      }),
    ),
  ];
}
