const PLEASANTRIES: ReadonlySet<string> = new Set(
  (
    'hi,hello,hey,hey there,hi there,hello there,good morning,good afternoon,good evening,good day,greetings,thanks,thank you,' +
    'many thanks,thank you very much,thanks a lot,thx,ty,ok,okay,great,perfect,cool,bye,goodbye,cheers,please,yes,no,' +
    '你好,您好,嗨,哈喽,早上好,下午好,晚上好,在吗,有人吗,谢谢,謝謝,多谢,非常感谢,好的,好,再见,' +
    'hola,buenas,buenos días,buenos dias,buenas tardes,buenas noches,gracias,muchas gracias,vale,adiós,adios,hasta luego,' +
    'مرحبا,مرحباً,أهلا,اهلا,أهلاً,السلام عليكم,سلام,صباح الخير,مساء الخير,شكرا,شكراً,شكرا جزيلا,حسنا,تمام,مع السلامة,' +
    'hallo,guten tag,guten morgen,danke,vielen dank,bonjour,salut,bonsoir,merci,olá,ola,oi,bom dia,boa tarde,obrigado,obrigada,' +
    'ciao,salve,buongiorno,grazie,こんにちは,ありがとう,ありがとうございます,안녕하세요,감사합니다,สวัสดี,ขอบคุณ,привет,здравствуйте,спасибо'
  ).split(','),
);

/** Whether a message asks something: a greeting, thanks or a lone sign does not, and wants no answer from an article. */
export function asksSomething(text: string): boolean {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return /[\p{L}\p{N}]/u.test(words) && !PLEASANTRIES.has(words);
}
