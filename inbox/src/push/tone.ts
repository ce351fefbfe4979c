const NOTES = [
  { hertz: 659.3, at: 0 },
  { hertz: 880, at: 0.11 },
];
const SECONDS = 0.32;
const LOUDNESS = 0.12;
const QUIET_MS = 3_000;

/**
 * A short tone, made here: two soft notes. Browsers let a page sound only after it was touched. However many windows are
 * open, one of them sounds; and none again within three seconds.
 */
export function createTone(page: Window & typeof globalThis): () => Promise<void> {
  let context: AudioContext | undefined;
  return async () => {
    if (page.navigator.userActivation?.hasBeenActive === false || !('AudioContext' in page)) return;
    await alone(page, async () => {
      context ??= new page.AudioContext();
      await context.resume();
      for (const { hertz, at } of NOTES) sound(context, hertz, context.currentTime + at);
    });
  };
}

function sound(context: AudioContext, hertz: number, at: number): void {
  const [note, volume] = [context.createOscillator(), context.createGain()];
  note.type = 'sine';
  note.frequency.value = hertz;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(LOUDNESS, at + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + SECONDS);
  note.connect(volume).connect(context.destination);
  note.start(at);
  note.stop(at + SECONDS);
}

/** Does it unless another window has done so just now. */
async function alone(page: Window, work: () => Promise<void>): Promise<void> {
  if (!page.navigator.locks) return work();
  await new Promise<void>((done) => {
    void page.navigator.locks.request('everthread-tone', { ifAvailable: true }, async (lock) => {
      if (lock) await work().catch(() => {});
      done();
      if (lock) await new Promise((resolve) => page.setTimeout(resolve, QUIET_MS));
    });
  });
}
