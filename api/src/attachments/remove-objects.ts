/** Removes all that tries of one upload have left in the storage. `key` is one of theirs, or what they begin with. */
export async function removeObjects(files: R2Bucket, key: string, { except }: { except?: string } = {}): Promise<void> {
  const prefix = `${key.split('/').slice(0, 2).join('/')}/`;
  for (let cursor: string | undefined; ; ) {
    const found = await files.list({ prefix, ...(cursor && { cursor }) });
    const keys = found.objects.map((object) => object.key).filter((found) => found !== except);
    if (keys.length > 0) await files.delete(keys);
    if (!found.truncated) return;
    cursor = found.cursor;
  }
}
