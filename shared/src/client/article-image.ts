/** An image that was uploaded for articles. Its name is made of its bytes, so it never shows another. */
export type ArticleImage = { name: string; width: number; height: number };

const NAME = /^[\da-f]{40}-(\d{1,5})x(\d{1,5})\.(?:png|jpg|gif|webp|avif)$/;

/** The image that this name stands for, if it is one. */
function readImageName(name: string): ArticleImage | undefined {
  const [, width, height] = NAME.exec(name) ?? [];
  return width && height ? { name, width: Number(width), height: Number(height) } : undefined;
}

/** What stands in markdown for an own image: `![A blue mug](image:…)`. It leads nowhere by itself. */
export const imageAddress = (name: string): string => `image:${name}`;

export const readImageAddress = (address: string): ArticleImage | undefined =>
  address.startsWith('image:') ? readImageName(address.slice('image:'.length)) : undefined;
