import type { OwnMail } from '@everthread/shared/models/mail';
import { createModel, signal } from '@preact/signals';
import type { ApiError } from '../request.ts';
import type { MailTrouble } from './mail-words.ts';

/** The visitor's requests about his address. */
export type AskMail = (path: string, body?: unknown, method?: 'DELETE') => Promise<{ mail: OwnMail | null }>;

/** How far somebody is with it: nothing asked for, an address to type, a code to bring back, proven. */
export type MailStep =
  | { name: 'none' }
  | { name: 'address' }
  | { name: 'unproven'; address: string }
  | { name: 'code'; address: string; sent: number } // how many codes he has asked for
  | { name: 'proven'; address: string };

/** Where a visitor gets answers by mail, and how he shows that the mailbox is his. */
export const MailModel = createModel((ask: AskMail, onChange: () => void) => {
  const step = signal<MailStep>({ name: 'none' });
  const trouble = signal<MailTrouble | undefined>(undefined);
  const isBusy = signal(false);
  let left: MailStep = { name: 'none' }; // for an address that is being typed

  async function trying(work: () => Promise<MailStep>, troubleOf: (error: ApiError) => MailTrouble): Promise<void> {
    if (isBusy.value) return;
    isBusy.value = true;
    trouble.value = undefined;
    const { value: before } = step;
    try {
      const next = await work();
      // Who has begun anew meanwhile keeps what he is typing.
      if (step.value === before) step.value = next;
      onChange();
    } catch (error) {
      if (step.value === before) trouble.value = troubleOf(error as ApiError);
    } finally {
      isBusy.value = false;
    }
  }

  const claim = (address: string) =>
    trying(
      async () => {
        const { mail } = await ask('mail-address', { address });
        const before = step.peek();
        const sent = before.name === 'code' ? before.sent + 1 : 1;
        return mail?.isProven ? { name: 'proven', address: mail.address } : { name: 'code', address, sent };
      },
      ({ code }) =>
        code === 'invalid'
          ? 'notAnAddress'
          : code === 'too_many'
            ? 'tooMany'
            : code === 'conflict'
              ? 'bounced'
              : 'failed',
    );

  return {
    step,
    trouble,
    isBusy,
    claim,
    /** What he has asked for before, in this browser or another. */
    async load(): Promise<void> {
      const found = await ask('mail-address').catch(() => undefined);
      if (!found?.mail || step.value.name !== 'none') return;
      const { address, isProven } = found.mail;
      step.value = { name: isProven ? 'proven' : 'unproven', address };
    },
    begin(): void {
      trouble.value = undefined;
      left = step.value;
      step.value = { name: 'address' };
    },
    /** Types no address after all. */
    leave(): void {
      trouble.value = undefined;
      step.value = left;
    },
    prove: (code: string) =>
      trying(
        async () => {
          const { mail } = await ask('mail-address/code', { code });
          return { name: 'proven', address: mail?.address ?? '' };
        },
        ({ code: refusal }) => (refusal === 'invalid' ? 'wrong' : refusal === 'too_many' ? 'over' : 'failed'),
      ),
    stop: () =>
      trying(
        async () => {
          await ask('mail-address', undefined, 'DELETE');
          return { name: 'none' };
        },
        () => 'failed',
      ),
  };
});
export type MailModel = InstanceType<typeof MailModel>;
