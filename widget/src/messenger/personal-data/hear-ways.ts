/** A `fetch` that remembers by what the latest refusal says that the visitor could show who he is. */
export function hearWays(fetchFrom: typeof fetch): { fetch: typeof fetch; way: () => unknown } {
  let way: unknown;
  return {
    way: () => way,
    async fetch(...request: Parameters<typeof fetch>) {
      way = undefined;
      const answer = await fetchFrom(...request);
      if (answer.status === 403)
        way = (
          await answer
            .clone()
            .json()
            .catch(() => undefined)
        )?.way;
      return answer;
    },
  };
}
