// The order matters: Edge says Chrome too, Chrome says Safari too, Android says Linux too.
const BROWSERS = [
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/Version\/.*Safari\//, 'Safari'],
] as const;

const SYSTEMS = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/CrOS/, 'ChromeOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/Linux/, 'Linux'],
] as const;

const firstOf = <Name extends string>(all: readonly (readonly [RegExp, Name])[], userAgent: string | null) =>
  all.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];

/** Browser and system as their owner would call them, where the user agent names both. */
export function deviceOf(userAgent: string | null): { browser: string; system: string } | undefined {
  const browser = firstOf(BROWSERS, userAgent);
  const system = firstOf(SYSTEMS, userAgent);
  return browser && system ? { browser, system } : undefined;
}

/** What somebody finds this device by among his others. An app on an iPhone's Home Screen names no browser. */
export const deviceName = (userAgent: string): string =>
  [BROWSERS, SYSTEMS].flatMap((all) => firstOf(all, userAgent) ?? []).join(' · ') || 'Browser';
