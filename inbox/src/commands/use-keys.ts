import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { afterPaint } from '../screens/topics/after-paint.ts';
import { goTo, neighbour } from '../screens/topics/neighbour.ts';
import { applies, type Command, type CommandContext, runCommand } from './command.ts';
import { commands } from './commands.ts';
import { isMac } from './is-mac.ts';
import { keyOf, meaningOf, placeOf, SEQUENCE_MS } from './keys.ts';

const STEPS: Readonly<Record<string, 1 | -1>> = { 'move.next': 1, 'move.previous': -1 };

/** The whole inbox by keyboard. While something lies over it, keys are that one's. */
export function useKeys(context: CommandContext, isCovered: RefObject<boolean>): void {
  const latest = useRef({ context });
  latest.current = { context };
  useEffect(() => {
    const ends = new AbortController();
    const steps = afterPaint();
    let begun: { key: string; until: number } | undefined;

    function step(by: 1 | -1): void {
      const { inbox } = latest.current.context;
      const row = neighbour(inbox, by);
      if (!row) return;
      // The row is chosen in the next picture, its thread in the one after. Going on quickly draws the last one only.
      inbox.topics.select(row.topic.id);
      steps.put(() => goTo(row, latest.current.context.app.router, latest.current.context.route));
    }

    function doFirst(meant: readonly Command[]): boolean {
      const command = meant.find((each) => applies(each, latest.current.context));
      if (command) runCommand(command, latest.current.context);
      return command !== undefined;
    }

    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isCovered.current) return;
      if (document.querySelector('dialog[open], [popover]:popover-open')) return;
      const key = keyOf(event, isMac());
      if (!key || ['Shift', 'Control', 'Meta', 'CapsLock'].includes(event.key)) return;
      const before = begun && begun.until > event.timeStamp ? begun.key : undefined;
      begun = undefined;
      const meaning = meaningOf(commands, key, { place: placeOf(event.target), repeat: event.repeat, begun: before });
      if (!meaning) return;
      if ('begun' in meaning) {
        begun = { key: meaning.begun, until: event.timeStamp + SEQUENCE_MS };
        return;
      }
      const [first] = meaning.commands;
      const by = first && applies(first, latest.current.context) && STEPS[first.id];
      if (by) {
        step(by);
        event.preventDefault();
      } else if (steps.hurry()) {
        // What follows is meant for the topic that was just chosen: once it is drawn, and before the next key.
        queueMicrotask(() => doFirst(meaning.commands));
        event.preventDefault();
      } else if (doFirst(meaning.commands)) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown, { signal: ends.signal });
    return () => {
      ends.abort();
      steps.drop();
    };
  }, []);
}
