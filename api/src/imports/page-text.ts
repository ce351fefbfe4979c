import { ARTICLE_BODY_MAX_LENGTH, ARTICLE_TITLE_MAX_LENGTH, Language } from '@everthread/shared/models/article';
import { type Handler, Parser } from 'htmlparser2';
import * as z from 'zod/mini';
import { MarkdownWriter } from './markdown-writer.ts';

/** What a page says. `links`: where it leads. */
export type PageText = { title: string; language: string | undefined; body: string; links: string[] };

const MOST_LINKS = 1_000;
/** A page's own part is taken for it where it has at least so much to say. */
const ENOUGH = 80;
/** Browsers nest no deeper either. What costs the parser something for each open tag costs no more than that. */
const MOST_OPEN = 500;
/** So much is parsed, about, before it is looked at how deep it goes. */
const PIECE = 8_192;

const OPTIONS = { decodeEntities: true, lowerCaseTags: true };

/** Reads a page of HTML as markdown: its own part, without what stands around it on every page. What is nested deeper than pages are is read as if it stood beside that. Linear in its length. */
export function readHtml(html: string, base: URL): PageText {
  const [whole, own] = [new MarkdownWriter(base), new MarkdownWriter(base)];
  const links = new Set<string>();
  let [title, heading, language] = ['', '', ''];
  let inTitle = false;
  let inHeading = 0;
  let [ownDepth, open] = [0, 0];

  const handler: Partial<Handler> = {
    onopentag(name, attributes) {
      open += 1;
      if (name === 'html') language = attributes.lang ?? '';
      if (name === 'title') inTitle = title === '';
      if (name === 'h1' && heading === '') inHeading = 1;
      if (name === 'a' && attributes.href && links.size < MOST_LINKS) links.add(attributes.href);
      if (name === 'main' || name === 'article') ownDepth += 1;
      whole.open(name, attributes);
      if (ownDepth > 0) own.open(name, attributes);
    },
    ontext(text) {
      if (inTitle) title = (title + text).slice(0, 1_000);
      else {
        if (inHeading) heading = (heading + text).slice(0, 1_000);
        whole.text(text);
        if (ownDepth > 0) own.text(text);
      }
    },
    onclosetag(name) {
      open -= 1;
      if (name === 'title') inTitle = false;
      if (name === 'h1') inHeading = 0;
      whole.close(name);
      if (ownDepth > 0) own.close(name);
      if (name === 'main' || name === 'article') ownDepth -= 1;
    },
  };
  let parser = new Parser(handler, OPTIONS);
  for (const piece of piecesOf(html)) {
    parser.write(piece);
    if (open <= MOST_OPEN) continue;
    const inside = ownDepth;
    parser.end(); // closes all that is open
    [parser, ownDepth, open] = [new Parser(handler, OPTIONS), inside, 0];
  }
  parser.end();
  const ownBody = own.end();
  return {
    title: titleOf(heading) || titleOf(title),
    language: languageOf(language),
    body: fit(ownBody.length >= ENOUGH ? ownBody : whole.end()),
    links: [...links],
  };
}

/** In pieces of about one length, each from the beginning of a tag, if there is one. */
function* piecesOf(html: string): Generator<string> {
  for (let at = 0; at < html.length; ) {
    const piece = html.slice(at, at + PIECE);
    const tag = at + PIECE < html.length ? piece.lastIndexOf('<') : 0;
    yield tag > 0 ? piece.slice(0, tag) : piece;
    at += tag > 0 ? tag : PIECE;
  }
}

/** Reads a page that is markdown already, as lists for language models name them. */
export function readMarkdown(text: string): PageText {
  const body = text.replace(/^\ufeff/, '').replace(/^---\n[\s\S]{0,5000}?\n---\n/, '');
  const title = /^ {0,3}#{1,6} +(.{1,500})$/m.exec(body)?.[1] ?? '';
  return { title: titleOf(title), language: undefined, body: fit(body), links: [] };
}

const fit = (body: string): string => body.replaceAll('\0', '').slice(0, ARTICLE_BODY_MAX_LENGTH).toWellFormed().trim();

/** A title as an article may have it; empty where nothing is left of it. */
export const titleOf = (text: string): string =>
  text
    .replace(/[\s\0]+/g, ' ')
    .trim()
    .slice(0, ARTICLE_TITLE_MAX_LENGTH)
    .toWellFormed()
    .trim();

function languageOf(tag: string): string | undefined {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag.slice(0, 35));
    return z.safeParse(Language, canonical).success ? canonical : undefined;
  } catch {
    return undefined;
  }
}
