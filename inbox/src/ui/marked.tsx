/** A text of which some parts stand out. `marks`: from and to of each, in order. */
export function Marked({ text, marks }: { text: string; marks: readonly (readonly [number, number])[] }) {
  let last = 0;
  const parts = marks.flatMap(([from, to]) => {
    const before = text.slice(last, from);
    last = to;
    return [
      before,
      <mark key={from} class="rounded-[0.1875rem] bg-chosen font-semibold text-accent-strong">
        {text.slice(from, to)}
      </mark>,
    ];
  });
  return (
    <>
      {parts}
      {text.slice(last)}
    </>
  );
}
