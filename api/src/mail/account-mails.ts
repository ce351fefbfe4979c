import type { Config } from '../config.ts';
import { firstCharacters } from '../messages/first-characters.ts';
import type { MailText } from './mail-text.ts';

// None of these repeats what was typed into the form: whoever names a stranger's address must not be able to
// send him words through us. The token stands behind `#`, so no server, log or referrer ever sees it.

export function confirmAddressMail({ publicUrl }: Config, token: string): MailText {
  return {
    subject: 'Confirm your address',
    paragraphs: [
      'Welcome to Everthread. Please confirm that this address is yours; you will be asked for the password that you have just chosen.',
    ],
    button: { label: 'Confirm address', url: `${publicUrl}/inbox/confirm#token=${token}` },
    footnote:
      'This link works once, within an hour. If you did not sign up, do nothing: without the link and the password no account comes to be.',
  };
}

export function alreadyAMemberMail({ publicUrl }: Config): MailText {
  return {
    subject: 'You already have an account',
    paragraphs: [
      'Somebody, probably you, tried to sign up with this address. It already has an account: just sign in. If you forgot the password, you can choose a new one there.',
    ],
    button: { label: 'Sign in', url: `${publicUrl}/inbox/sign-in` },
    footnote: 'If it was not you, do nothing: your account is as it was.',
  };
}

export function resetPasswordMail({ publicUrl }: Config, token: string): MailText {
  return {
    subject: 'Choose a new password',
    paragraphs: [
      'Somebody, probably you, asked for a new password for your account. Choosing one ends all sessions on all devices.',
    ],
    button: { label: 'Choose a new password', url: `${publicUrl}/inbox/reset#token=${token}` },
    footnote: 'This link works once, within an hour. If it was not you, do nothing: your password stays as it is.',
  };
}

type Invitation = { token: string; workspaceName: string; senderEmail: string };

/** The one mail with words of others in it: so few, and so tame, that nobody can advertise or mislead by it. */
export function invitationMail({ publicUrl }: Config, { token, workspaceName, senderEmail }: Invitation): MailText {
  return {
    subject: 'You are invited to an Everthread inbox',
    paragraphs: [
      `${senderEmail} invites you to answer visitors together, in the workspace “${tame(workspaceName)}”.`,
      'If you have no account yet, you make one behind this link; otherwise you sign in with this address.',
    ],
    button: { label: 'See the invitation', url: `${publicUrl}/inbox/invitation#token=${token}` },
    footnote:
      'This link works once, within seven days, and for this mailbox only. If you do not know who this is, do nothing: nobody joins anything without it.',
  };
}

/** Nothing in it that a mail program would make a link of, nor more than a name. */
function tame(name: string): string {
  const words = name.replace(/[^\p{L}\p{M}\p{N} &'’-]+/gu, ' ').trim();
  return firstCharacters(words, 40).trim() || 'a workspace';
}
