import { RECOVERY_MINUTES } from '@everthread/shared/models/way-back';
import { headerText } from '../mail/header-text.ts';
import type { MailText } from '../mail/mail-text.ts';
import { unreadWords } from '../mail/unread-words.ts';

type Words = { subject: (who: string) => string; what: (who: string) => string; open: string; footnote: string };

const WORDS: Record<string, Words> = {
  en: {
    subject: (who) => `Your conversation with ${who}`,
    what: (who) => `Somebody, most likely you, asked for the way back to your conversation with “${who}”.`,
    open: 'Open the conversation',
    footnote: `The link works once, for ${RECOVERY_MINUTES} minutes, on the device on which you open it. If you did not ask for it, do nothing, and pass it on to nobody: whoever opens it reads what you wrote.`,
  },
  zh: {
    subject: (who) => `您与 ${who} 的对话`,
    what: (who) => `有人（很可能是您本人）请求找回与“${who}”的对话。`,
    open: '打开对话',
    footnote: `链接只能使用一次，${RECOVERY_MINUTES} 分钟内有效，对话会在您打开链接的设备上显示。如非您本人操作，请忽略此邮件，且不要转发：打开链接的人可以看到您写的内容。`,
  },
  es: {
    subject: (who) => `Tu conversación con ${who}`,
    what: (who) => `Alguien, seguramente tú, ha pedido volver a tu conversación con «${who}».`,
    open: 'Abrir la conversación',
    footnote: `El enlace sirve una vez, durante ${RECOVERY_MINUTES} minutos, en el dispositivo en que lo abras. Si no lo has pedido, no hagas nada ni lo reenvíes: quien lo abra lee lo que escribiste.`,
  },
  ar: {
    subject: (who) => `محادثتك مع ${who}`,
    what: (who) => `طلب أحدهم، ولعله أنت، العودة إلى محادثتك مع «${who}».`,
    open: 'فتح المحادثة',
    footnote: `يعمل الرابط مرة واحدة لمدة ${RECOVERY_MINUTES} دقيقة على الجهاز الذي تفتحه عليه. إن لم تطلبه فتجاهل هذه الرسالة ولا تحوّلها إلى أحد: من يفتحه يقرأ ما كتبت.`,
  },
};

/** Goes to a mailbox that is proven, though somebody else may have asked. No word in it is his, but for a tame name. */
export function recoveryText(url: string, workspaceName: string, language: string | null): MailText {
  const { lang, words } = unreadWords(language);
  const { subject, what, open, footnote } = WORDS[lang] as Words;
  const who = headerText(workspaceName.replace(/[^\p{L}\p{M}\p{N} &'’-]+/gu, ' '), 40) || 'Everthread';
  const button = { label: open, url };
  return { lang, dir: words.dir, subject: subject(who), paragraphs: [what(who)], button, footnote };
}
