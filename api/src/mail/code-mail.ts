import { MAIL_CODE_MINUTES } from '@everthread/shared/models/mail';
import { headerText } from './header-text.ts';
import type { MailText } from './mail-text.ts';
import { unreadWords } from './unread-words.ts';

type Words = { subject: (code: string) => string; what: (who: string) => string; footnote: string };

const WORDS: Record<string, Words> = {
  en: {
    subject: (code) => `${code} is your code`,
    what: (who) => `To get the answers of “${who}” by mail, enter this code where you wrote:`,
    footnote: `The code is good for ${MAIL_CODE_MINUTES} minutes. If you did not ask for it, do nothing: no other mail follows without it.`,
  },
  zh: {
    subject: (code) => `您的验证码：${code}`,
    what: (who) => `如需通过邮件接收“${who}”的回复，请在您留言的页面输入此验证码：`,
    footnote: `验证码在 ${MAIL_CODE_MINUTES} 分钟内有效。如非您本人操作，请忽略此邮件。`,
  },
  es: {
    subject: (code) => `${code} es tu código`,
    what: (who) => `Para recibir por correo las respuestas de «${who}», escribe este código donde escribiste:`,
    footnote: `El código vale ${MAIL_CODE_MINUTES} minutos. Si no lo has pedido, no hagas nada.`,
  },
  ar: {
    subject: (code) => `رمزك هو ${code}`,
    what: (who) => `لتصلك ردود «${who}» بالبريد، أدخل هذا الرمز حيث كتبت:`,
    footnote: `الرمز صالح لمدة ${MAIL_CODE_MINUTES} دقائق. إن لم تطلبه فتجاهل هذه الرسالة.`,
  },
};

/** Goes to whoever has the mailbox, who may know nothing of it. So no word is a stranger's, but for a tame name. */
export function codeMail(code: string, workspaceName: string, language: string | null): MailText {
  const { lang, words } = unreadWords(language);
  const { subject, what, footnote } = WORDS[lang] as Words;
  const who = headerText(workspaceName.replace(/[^\p{L}\p{M}\p{N} &'’-]+/gu, ' '), 40) || 'Everthread';
  const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
  return { lang, dir: words.dir, subject: subject(spaced), paragraphs: [what(who)], code: spaced, footnote };
}
