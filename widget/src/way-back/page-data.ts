/** What our own page knows of the workspace, as the server has written it into it. */
export type PageData = { workspaceId: string; publicKey: string; team: string };

export const readPageData = (page: Document): PageData =>
  JSON.parse(page.querySelector('#workspace')?.textContent ?? '{}') as PageData;
