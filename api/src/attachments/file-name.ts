const MOST_CHARACTERS = 200;
const MOST_EXTENSION = 20;

/** Controls, and what cannot be seen: zero-width, direction marks, joiners, fillers, tags, half surrogates. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
/** Windows opens devices by these names, whatever follows the dot. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;

/** A file's name as it may be shown and saved, whatever its sender called it. */
export function cleanName(name: string): string {
  const [last = ''] = name.normalize('NFC').split(/[/\\]/).slice(-1);
  const seen = last
    .replace(UNSEEN, '')
    .replace(/["*:<>?|]/g, '_')
    .replace(/\s+/g, ' ');
  const short = shorten(seen.replace(/^[. ]+/, ''));
  return short.replace(/[. ]+$/, '').replace(RESERVED, '_$1') || 'file';
}

/** Its end as well, by which machines choose what opens it, says what the file is. */
export function nameOfType(name: string, extensions: readonly string[]): string {
  const [main] = extensions;
  if (!main || extensions.some((extension) => name.toLowerCase().endsWith(`.${extension}`))) return name;
  return `${shorten(name, MOST_CHARACTERS - main.length - 1).replace(/[. ]+$/, '')}.${main}`;
}

/** Cuts before the extension, and never through a character. */
function shorten(name: string, most = MOST_CHARACTERS - 1): string {
  if (name.length <= most) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= MOST_EXTENSION ? name.slice(dot) : '';
  let stem = '';
  for (const character of name) {
    if (stem.length + character.length + extension.length > most) break;
    stem += character;
  }
  return stem + extension;
}

/** Says under which name to save the file (RFC 6266), once in ASCII and once as it is (RFC 8187). */
export function contentDisposition(way: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/gu, '_').replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${way}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
