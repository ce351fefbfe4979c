import { inject } from 'vitest';

type CaughtMail = { to: string[]; subject: string; text: string };

/** The link in the newest mail to this address, once it is there. */
export async function linkMailedTo(address: string, mailboxUrl = inject('system').mailboxUrl): Promise<string> {
  for (let tries = 0; tries < 50; tries++) {
    const answer = await fetch(`${mailboxUrl}/mails.json`);
    const mails = (await answer.json()) as CaughtMail[];
    const mail = mails.find(({ to }) => to.includes(address));
    const link = mail && /https?:\/\/\S+#token=\S+/.exec(mail.text)?.[0];
    if (link) return link;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`No mail with a link came to ${address}`);
}
