const PLACEHOLDER = /__NONCE__/g;

/** A page as its build left it, its inline style and its script marked with a nonce that only this answer knows. */
export async function withNonce(page: Response): Promise<{ html: string; nonce: string }> {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  return { html: (await page.text()).replace(PLACEHOLDER, nonce), nonce };
}
