// In whichever language it is said. Short messages are read whole, so that "my agent sold me a teapot" asks for nobody.
const PERSON = [
  /\b(talk|speak|chat|write|connect me|transfer me|put me through|get me|want|need|like|give me|bring me|have|is there)\b.{0,24}\b(a|an|some|any|the|real|live|actual)? ?(human|person|agent|operator|representative|rep|somebody|someone|staff member|support person|real one)\b/i,
  /^(a |an )?(real |live |actual )?(human|person|agent|operator|representative|people|somebody)( please| now)?[.!?]*$/i,
  /\b(not|no|stop) (a |the |this )?(bot|robot|chatbot|machine|ai)s?\b/i,
  /(转|轉|找|要|接|叫|请|請|联系|聯繫|换|換).{0,6}(人工|真人|客服|客服人员|工作人员|人类|活人)/,
  /^(人工|真人|人工客服|人工服务|人工服務|客服)(谢谢|謝謝)?[。！!？?]*$/,
  /\b(hablar|chatear|comunicar(me)?|contactar|pasar(me)?|p[áa]same|quiero|necesito|atienda)\b.{0,24}\b(persona|humano|humana|agente|operador|operadora|alguien|asesor|asesora)\b/i,
  /^(una? )?(persona|humano|humana|agente|operador|operadora)( real)?( por favor)?[.!¡]*$/i,
  /(أريد|اريد|أود|أحتاج|احتاج|ممكن|حولني|حوّلني|التحدث|أتحدث|اتحدث|أتكلم|اتكلم|التكلم|كلم).{0,24}(شخص|إنسان|انسان|موظف|موظفة|وكيل|بشر|أحد|خدمة العملاء)/,
  /^(شخص|إنسان|انسان|موظف|خدمة العملاء)( حقيقي)?[.!؟]*$/,
  /\b(mit (einem|einer|nem) (menschen|mitarbeiter|mitarbeiterin|person) (sprechen|reden|chatten)|parler (à|avec) (une personne|un humain|quelqu'un|un conseiller)|falar com (uma pessoa|um humano|um atendente|alguém)|parlare con (una persona|un operatore|qualcuno))\b/i,
];
const LONGEST_ASKING = 200;

/** Whether somebody clearly asks for a person. The button beside an answer is sure; this is for who writes it. */
export function asksForPerson(text: string): boolean {
  const said = text.normalize('NFKC').trim();
  return said.length <= LONGEST_ASKING && PERSON.some((words) => words.test(said));
}
