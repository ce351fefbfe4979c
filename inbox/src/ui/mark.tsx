/** One thread, two people. */
export function Mark() {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" fill="none" stroke="currentColor" class="size-6 shrink-0 text-accent">
      <path
        d="M4 7.5C4 5.6 5.6 4 7.5 4h9C18.4 4 20 5.6 20 7.5S18.4 11 16.5 11h-9C5.6 11 4 12.6 4 14.5S5.6 18 7.5 18H17l3 2.5"
        stroke-width="2.2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
