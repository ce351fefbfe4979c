import table from './table.json' with { type: 'json' };

const HAN = /[\u4e00-\u9fff]/;

let forms: { traditional: RegExp; simple: ReadonlyMap<string, string> } | undefined;

/** Chinese in the characters of the mainland, each in its place: who asks in one way of writing finds what is written in the other. */
export function simplified(text: string): string {
  if (!HAN.test(text)) return text;
  forms ??= readForms();
  const { traditional, simple } = forms;
  return text.replace(traditional, (character) => simple.get(character) ?? character);
}

const readForms = () => ({
  traditional: new RegExp(`[${table.traditional}]`, 'g'),
  simple: new Map(Array.from(table.traditional, (character, at) => [character, table.simplified.charAt(at)])),
});
