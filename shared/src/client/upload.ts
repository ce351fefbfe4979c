import type { Attachment } from '../models/attachment.ts';
import type { AttachmentId } from '../models/ids.ts';
import { backOffMs } from './back-off.ts';
import type { Clock } from './clock.ts';
import { isPassing } from './outbox-queue.ts';

export type UploadState =
  | { name: 'sending'; part: number } // 0 to 1
  | { name: 'waiting' } // for the next try
  | { name: 'stored'; attachment: Attachment }
  | { name: 'failed'; error: unknown }; // for good, unless one tries `again`

/** One PUT of a file. Throws what has a `status` where the server refused; anything else is the network's. */
export type PutFile = (signal: AbortSignal, onPart: (part: number) => void) => Promise<Attachment>;

export type Upload = { again(): void; cancel(): void };

const MOST_TRIES = 6;

/** Sends a file until the server has it or refuses it. What was cancelled says nothing more. */
export function startUpload(
  put: PutFile,
  onState: (state: UploadState) => void,
  { clock, random }: { clock: Clock; random: () => number },
): Upload {
  const aborting = new AbortController();
  let isTrying = false;
  let tries = 0;
  let endWait = () => {};

  async function tryOnce(): Promise<void> {
    if (isTrying || aborting.signal.aborted) return;
    endWait();
    isTrying = true;
    tell({ name: 'sending', part: 0 });
    const outcome = await put(aborting.signal, (part) => tell({ name: 'sending', part })).then(
      (attachment): UploadState => ({ name: 'stored', attachment }),
      (error: unknown): UploadState => ({ name: 'failed', error }),
    );
    isTrying = false;
    const mayPass = outcome.name === 'failed' && isPassing(outcome.error) && ++tries < MOST_TRIES;
    if (!mayPass) return tell(outcome);
    tell({ name: 'waiting' });
    if (!aborting.signal.aborted) endWait = clock.after(backOffMs(tries, random()), tryOnce);
  }

  function tell(state: UploadState): void {
    if (!aborting.signal.aborted) onState(state);
  }

  void tryOnce();
  return {
    again() {
      tries = 0;
      void tryOnce();
    },
    cancel() {
      endWait();
      aborting.abort();
    },
  };
}

/** Where a file goes. `id` is chosen by the sender, so that sending twice stores once. */
export const uploadPath = (threadPath: string, id: AttachmentId, name: string): string =>
  `${threadPath}/attachments/${id}?name=${encodeURIComponent(name.slice(0, 500).toWellFormed())}`;

/** A PUT by XMLHttpRequest, because `fetch` does not say how much has been sent. */
export function putFile(
  url: string,
  file: Blob,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  onPart: (part: number) => void,
): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    request.open('PUT', url);
    request.responseType = 'json';
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onPart(total > 0 ? loaded / total : 0);
    request.onloadend = () => {
      signal.removeEventListener('abort', abort);
      const body = request.response as { attachment?: Attachment; error?: { code: string; message: string } } | null;
      if (request.status === 201 && body?.attachment) resolve(body.attachment);
      else
        reject(
          Object.assign(new Error(body?.error?.message ?? 'Upload failed'), { status: request.status, ...body?.error }),
        );
    };
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener('abort', abort);
    request.send(file);
  });
}
