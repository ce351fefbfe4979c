import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { isMac } from '../../commands/is-mac.ts';
import { type ArticleWords, useArticleWords } from '../../locales/en-articles.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';

export type Tool = Exclude<
  keyof ArticleWords['tools'],
  'label' | 'columns' | 'uploading' | 'notUploaded' | 'notAnImage' | 'tooLarge'
>;

const FACES: readonly (readonly [Tool, ComponentChildren])[] = [
  ['bold', <b key="b">B</b>],
  ['italic', <i key="i">I</i>],
  ['struck', <s key="s">S</s>],
  ['code', <code key="c">{'<>'}</code>],
  ['heading-2', 'H'],
  ['heading-3', <small key="h">H</small>],
  ['bullets', <Icon key="l" name="rows" />],
  [
    'numbers',
    <Drawn key="n" path="M7 4.5h6.5M7 8h6.5M7 11.5h6.5M2.6 3.8l1-.6v3.6M2.6 9.6c1.6-1.1 2.6.4 1.2 1.6l-1.2 1.3h2" />,
  ],
  ['quote', '”'],
  ['link', <Icon key="k" name="link" />],
  ['codeBlock', '{ }'],
  ['table', <Drawn key="t" path="M2.5 3.5h11v9h-11ZM2.5 6.5h11M2.5 9.5h11M8 6.5v6" />],
  ['image', <Drawn key="m" path="M2.5 3.5h11v9h-11ZM5.5 7.5a1 1 0 1 0 0-2 1 1 0 0 0 0 2ZM3 12l3-3 2 2 3-3.5 2.5 3" />],
];

function Drawn({ path }: { path: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" class="size-4" fill="none" stroke="currentColor" stroke-width="1.5">
      <path d={path} />
    </svg>
  );
}

/** By which keys, with Ctrl or ⌘ held: by the key itself, or by its place where Shift changes what it says. */
const TOOL_KEYS: Readonly<Partial<Record<Tool, string>>> = {
  bold: 'b',
  italic: 'i',
  code: 'e',
  link: 'k',
  struck: 'Shift+x',
  'heading-2': 'Alt+2',
  'heading-3': 'Alt+3',
  numbers: 'Shift+7',
  bullets: 'Shift+8',
  quote: 'Shift+9',
};

/** Which tool the keys that are pressed stand for. */
export function toolOf(event: KeyboardEvent): Tool | undefined {
  if (!(isMac() ? event.metaKey : event.ctrlKey)) return undefined;
  const key = /^Digit\d$/.test(event.code) ? event.code.slice(-1) : event.key.toLowerCase();
  const pressed = `${event.altKey ? 'Alt+' : ''}${event.shiftKey ? 'Shift+' : ''}${key}`;
  return FACES.map(([tool]) => tool).find((tool) => TOOL_KEYS[tool] === pressed);
}

/** One stop for the Tab key; arrows move within. */
export function Toolbar({ onTool }: { onTool: (tool: Tool) => void }) {
  const w = useArticleWords().tools;
  const bar = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);

  function move(event: KeyboardEvent): void {
    const isRtl = bar.current && getComputedStyle(bar.current).direction === 'rtl';
    const step = { ArrowRight: isRtl ? -1 : 1, ArrowLeft: isRtl ? 1 : -1, Home: -at, End: FACES.length - 1 - at }[
      event.key
    ];
    if (step === undefined) return;
    event.preventDefault();
    const next = (at + step + FACES.length) % FACES.length;
    setAt(next);
    bar.current?.querySelectorAll('button')[next]?.focus();
  }

  return (
    <div ref={bar} role="toolbar" aria-label={w.label} class="flex flex-wrap border-b border-line p-1" onKeyDown={move}>
      {FACES.map(([tool, face], index) => (
        <Button
          key={tool}
          look="quiet"
          size="icon"
          tabIndex={index === at ? 0 : -1}
          aria-label={w[tool]}
          title={titleOf(w[tool], TOOL_KEYS[tool])}
          // The text keeps its selection.
          onMouseDown={(event) => event.preventDefault()}
          onFocus={() => setAt(index)}
          onClick={() => onTool(tool)}
        >
          <span aria-hidden="true">{face}</span>
        </Button>
      ))}
    </div>
  );
}

const titleOf = (name: string, keys: string | undefined): string =>
  keys ? `${name} (${isMac() ? '⌘' : 'Ctrl+'}${keys.toUpperCase()})` : name;
