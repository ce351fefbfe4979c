// Cloudflare's rate limit as one machine needs it: counted in memory, where Miniflare writes each count to the disk.
export default function makeRateLimit({ limit, period }) {
  let window = 0;
  const counts = new Map();
  return {
    async limit({ key }) {
      const now = Math.floor(Date.now() / (period * 1000));
      if (now !== window) counts.clear();
      window = now;
      const count = (counts.get(key) ?? 0) + 1;
      if (count > limit) return { success: false };
      counts.set(key, count);
      return { success: true };
    },
  };
}
