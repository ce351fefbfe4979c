import type { Direction } from './direction.ts';
import { type Html, html } from './html.ts';
import { INK, QUIET } from './mail-page.ts';
import { richHtml } from './rich-html.ts';

type Bubble = { name?: string | undefined; text: string; files?: string | undefined; dir: Direction };

/** What somebody said, as the messenger shows it. */
export const bubble = ({ name, text, files, dir }: Bubble): Html =>
  html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 12px"><tr>
<td class="bubble ink" style="padding:12px 16px;background:#eef1fb;border-radius:12px;color:${INK};overflow-wrap:anywhere">${
    name && html`<strong>${name}</strong>`
  }${richHtml(text, dir)}${files && html`<p class="quiet" style="margin:0;color:${QUIET}">${files}</p>`}</td></tr></table>`;
