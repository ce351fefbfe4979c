/** A text in which some characters stand out, by their places. */
export function Marked({ text, at }: { text: string; at: readonly number[] }) {
  if (at.length === 0) return <>{text}</>;
  const marked = new Set(at);
  const runs: { from: number; text: string; isMarked: boolean }[] = [];
  for (let place = 0; place < text.length; place++) {
    const isMarked = marked.has(place);
    const last = runs.at(-1);
    if (last?.isMarked === isMarked) last.text += text[place];
    else runs.push({ from: place, text: text[place] ?? '', isMarked });
  }
  return (
    <>
      {runs.map((run) =>
        run.isMarked ? (
          <mark key={run.from} class="bg-transparent font-semibold text-accent">
            {run.text}
          </mark>
        ) : (
          run.text
        ),
      )}
    </>
  );
}
