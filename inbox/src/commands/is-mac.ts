/** Whether Cmd stands where Ctrl stands elsewhere. */
export const isMac = (): boolean => /^(Mac|iP(hone|ad|od))/.test(navigator.platform);
