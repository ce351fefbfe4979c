/** A key as it stands on the keyboard. Screen readers hear it from `aria-keyshortcuts` instead. */
export function Key({ children }: { children: string }) {
  return (
    <kbd class="min-w-5 rounded-small border border-line bg-raised px-1 text-center font-sans text-small text-soft">
      {children}
    </kbd>
  );
}
