/** Which open window a click on a notification brings to the front: one of the same workspace, else any of the inbox. */
export function chooseWindow<Open extends { url: string }>(windows: readonly Open[], path: string): Open | undefined {
  const workspaceOf = (address: string) => new URL(address, 'http://inbox').pathname.split('/')[2];
  const inboxes = windows.filter(({ url }) => /^\/inbox(\/|$)/.test(new URL(url).pathname));
  return inboxes.find(({ url }) => workspaceOf(url) === workspaceOf(path)) ?? inboxes[0];
}
