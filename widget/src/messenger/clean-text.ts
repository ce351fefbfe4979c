/** Without what cannot be stored: NULs and halves of surrogate pairs, such as cutting a text in two leaves. */
export const cleanText = (text: string): string => text.replace(/[\0\p{Surrogate}]/gu, '');
