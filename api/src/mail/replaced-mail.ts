import { headerText } from './header-text.ts';
import type { MailText } from './mail-text.ts';
import { unreadWords } from './unread-words.ts';

type Words = {
  subject: (who: string) => string;
  what: (who: string) => string;
  forgotten: (who: string) => string;
  footnote: string;
};

const WORDS: Record<string, Words> = {
  en: {
    subject: (who) => `No more answers of ${who} at this address`,
    what: (who) => `In your conversation with “${who}” another address was given. Answers no longer come to this one.`,
    forgotten: (who) => `In your conversation with “${who}” this address was removed. Answers no longer come to it.`,
    footnote:
      'If that was you, there is nothing to do. If not, somebody has the conversation open in a browser: open it where you wrote, and sign out the devices that are not yours.',
  },
  zh: {
    subject: (who) => `${who} 的回复不再发送到此邮箱`,
    what: (who) => `您与“${who}”的对话中已改用另一个邮箱地址，回复不再发送到此邮箱。`,
    forgotten: (who) => `您与“${who}”的对话中已移除此邮箱地址，回复不再发送到此邮箱。`,
    footnote:
      '如果是您本人操作，则无需处理。否则，可能有人在浏览器中打开了该对话：请在您留言的页面打开对话，并退出不属于您的设备。',
  },
  es: {
    subject: (who) => `Las respuestas de ${who} ya no llegan a esta dirección`,
    what: (who) => `En tu conversación con «${who}» se ha dado otra dirección. Las respuestas ya no llegan a esta.`,
    forgotten: (who) =>
      `En tu conversación con «${who}» se ha quitado esta dirección. Las respuestas ya no llegan a ella.`,
    footnote:
      'Si has sido tú, no tienes que hacer nada. Si no, alguien tiene la conversación abierta en un navegador: ábrela donde escribiste y cierra la sesión de los dispositivos que no sean tuyos.',
  },
  ar: {
    subject: (who) => `لن تصل ردود ${who} إلى هذا العنوان بعد الآن`,
    what: (who) => `أُعطي عنوان آخر في محادثتك مع «${who}»، ولن تصل الردود إلى هذا العنوان بعد الآن.`,
    forgotten: (who) => `أُزيل هذا العنوان من محادثتك مع «${who}»، ولن تصل الردود إليه بعد الآن.`,
    footnote:
      'إن كنت أنت من فعل ذلك فلا داعي لشيء. وإلا فقد فتح أحدهم المحادثة في متصفح: افتحها حيث كتبت، وسجّل خروج الأجهزة التي ليست لك.',
  },
};

/**
 * Goes to a mailbox that was proven, once another takes its place (`what`) or it was let go (`forgotten`): who holds it may
 * not be who has changed that.
 */
export function replacedMail(
  workspaceName: string,
  language: string | null,
  end: 'what' | 'forgotten' = 'what',
): MailText {
  const { lang, words } = unreadWords(language);
  const { subject, [end]: what, footnote } = WORDS[lang] as Words;
  const who = headerText(workspaceName.replace(/[^\p{L}\p{M}\p{N} &'’-]+/gu, ' '), 40) || 'Everthread';
  return { lang, dir: words.dir, subject: subject(who), paragraphs: [what(who)], footnote };
}
