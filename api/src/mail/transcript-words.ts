/** The words around a conversation that its visitor wanted mailed, in the languages of the messenger. */
export type TranscriptWords = {
  subject: (who: string) => string;
  opening: (who: string) => string;
  cut: string; // where there is more of it than a mail holds
  you: string;
  bot: string; // beside its name
  deleted: string;
  files: (names: string) => string;
  why: (who: string) => string;
};

const en: TranscriptWords = {
  subject: (who) => `Your conversation with ${who}`,
  opening: (who) => `What you and ${who} wrote, as it stood when you asked for it:`,
  cut: 'What was written before is left out here. The whole of it can be downloaded where you wrote.',
  you: 'You',
  bot: 'Bot',
  deleted: 'This message was deleted.',
  files: (names) => `With it: ${names}`,
  why: (who) => `You get this once, because you asked ${who} for it where you wrote.`,
};

const WORDS: Record<string, TranscriptWords> = {
  en,
  zh: {
    subject: (who) => `您与 ${who} 的对话`,
    opening: (who) => `以下是您请求时您与 ${who} 的对话内容：`,
    cut: '更早的内容未包含在此邮件中。您可以在留言的页面下载完整对话。',
    you: '您',
    bot: '机器人',
    deleted: '此消息已删除。',
    files: (names) => `附件：${names}`,
    why: (who) => `您收到此邮件，是因为您在留言的页面向 ${who} 索取了对话记录，仅此一封。`,
  },
  es: {
    subject: (who) => `Tu conversación con ${who}`,
    opening: (who) => `Tu conversación con ${who}, tal como estaba cuando la pediste:`,
    cut: 'Lo escrito antes no cabe aquí. Puedes descargar todo en la página donde escribiste.',
    you: 'Tú',
    bot: 'Bot',
    deleted: 'Este mensaje se eliminó.',
    files: (names) => `Adjunto: ${names}`,
    why: (who) => `Recibes este correo una sola vez, porque lo pediste a ${who} donde escribiste.`,
  },
  ar: {
    subject: (who) => `محادثتك مع ${who}`,
    opening: (who) => `ما كتبته أنت و${who} كما كان عندما طلبته:`,
    cut: 'لم يُدرج هنا ما كُتب قبل ذلك. يمكنك تنزيل المحادثة كاملة حيث كتبت.',
    you: 'أنت',
    bot: 'روبوت',
    deleted: 'حُذفت هذه الرسالة.',
    files: (names) => `مرفق: ${names}`,
    why: (who) => `تصلك هذه الرسالة مرة واحدة لأنك طلبتها من ${who} حيث كتبت.`,
  },
};

export const transcriptWords = (lang: string): TranscriptWords => WORDS[lang] ?? en;
