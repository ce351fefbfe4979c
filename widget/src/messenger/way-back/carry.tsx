import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { encode } from 'uqr';
import type { ThreadModel } from '../models/thread-model.ts';
import { useFocusHere } from './use-focus-here.ts';
import type { WayBackModel } from './way-back-model.ts';
import type { WayBackWords } from './words.ts';

type CarryProps = {
  model: WayBackModel;
  thread: ThreadModel;
  w: WayBackWords;
  fill: (words: string, values: Readonly<Record<string, string>>) => string;
};

/** The way to another device: a code to scan, which works once, and the question whether it was he who came with it. */
export function Carry(props: CarryProps) {
  const place = useRef<HTMLDivElement>(null);
  useFocusHere(place, props.model.carrying.value.name);
  return (
    <div ref={place} class="carry-place" tabIndex={-1}>
      <Step {...props} />
    </div>
  );
}

function Step({ model, thread, w, fill }: CarryProps) {
  const { value: carrying } = model.carrying;
  switch (carrying.name) {
    case 'none':
      return (
        <button type="button" class="wide" onClick={model.carry}>
          {w.carry}
        </button>
      );
    case 'shown':
      return <Code pass={carrying.pass} thread={thread} w={w} />;
    case 'asking':
      return (
        <div class="carry" role="alert">
          <p>{fill(w.isThis, { device: carrying.device })}</p>
          <button type="button" class="wide offer" onClick={() => model.answer(true)}>
            {w.itIs}
          </button>
          <button type="button" class="wide" onClick={() => model.answer(false)}>
            {w.itIsNot}
          </button>
        </div>
      );
    case 'carried':
      return <p role="status">{w.carried}</p>;
    case 'over':
      return (
        <div class="carry" role="status">
          <p>{w.over}</p>
          <button type="button" class="wide" onClick={model.carry}>
            {w.anew}
          </button>
        </div>
      );
    default:
      return carrying satisfies never;
  }
}

/** Who has proven who he is must prove it there as well: his page is where he can. */
function Code({ pass, thread, w }: { pass: string; thread: ThreadModel; w: WayBackWords }) {
  const hasCopied = useSignal(false);
  const workspaceId = new URLSearchParams(location.search).get('workspace');
  const pageUrl = useSignal<string | undefined>(undefined);
  useEffect(() => {
    if (thread.isProven())
      void thread.whereIs().then((told) => {
        pageUrl.value = told.page?.url;
      });
  }, [thread]);
  const { value: page } = pageUrl;
  const link = page ?? `${location.origin}/talk/${workspaceId}#${pass}`;
  return (
    <div class="carry">
      <p>{page ? w.onPage : w.carryHint}</p>
      <Picture text={link} label={w.carry} />
      <label>
        {w.carryLink}
        <input readOnly dir="ltr" value={link} onFocus={({ currentTarget }) => currentTarget.select()} />
      </label>
      <button
        type="button"
        onClick={() =>
          void navigator.clipboard?.writeText(link).then(
            () => {
              hasCopied.value = true;
            },
            () => {}, // a frame may be denied it: the field can be copied from
          )
        }
      >
        {hasCopied.value ? w.copied : w.copy}
      </button>
    </div>
  );
}

/** Dark on light in any theme: that is what cameras expect. */
function Picture({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges">
      <path d={path} />
    </svg>
  );
}
