/** What is said of files that go with a message: with them, which most who come never see. */
type TrayWords = {
  dropHere: string;
  uploading: string;
  sendsWhenThere: string;
  tooLarge: string;
  tooMany: string;
  notUploaded: string;
};

const en: TrayWords = {
  dropHere: 'Drop files here',
  uploading: 'Uploading',
  sendsWhenThere: 'Sent as soon as the files are there',
  tooLarge: 'Over {most}: too large to send',
  tooMany: 'No more than ten files go with one message',
  notUploaded: 'Not uploaded',
};

const ALL: Readonly<Record<string, TrayWords>> = {
  en,
  zh: {
    dropHere: '将文件拖放到这里',
    uploading: '正在上传',
    sendsWhenThere: '文件上传完成后立即发送',
    tooLarge: '超过 {most}，无法发送',
    tooMany: '一条消息最多附带十个文件',
    notUploaded: '未上传',
  },
  es: {
    dropHere: 'Suelta los archivos aquí',
    uploading: 'Subiendo',
    sendsWhenThere: 'Se envía en cuanto estén los archivos',
    tooLarge: 'Más de {most}: demasiado grande para enviarlo',
    tooMany: 'Un mensaje lleva diez archivos como máximo',
    notUploaded: 'No se ha subido',
  },
  ar: {
    dropHere: 'أفلت الملفات هنا',
    uploading: 'جارٍ الرفع',
    sendsWhenThere: 'تُرسل فور اكتمال رفع الملفات',
    tooLarge: 'أكبر من {most}، لا يمكن إرساله',
    tooMany: 'لا يمكن إرفاق أكثر من عشرة ملفات برسالة واحدة',
    notUploaded: 'لم يُرفع',
  },
};

/** The words of the language in which the messenger speaks. */
export const trayWords = (language: string): TrayWords => ALL[language] ?? en;
