const format = (language: string, hasYear: boolean) =>
  new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    ...(hasYear && { year: 'numeric' as const }),
    timeZone: 'UTC',
  });

/** A day of the calendar as people write it, without a time zone. */
export const dateWords = (date: string, language: string): string => format(language, true).format(Date.parse(date));

/** From one day to another: "24–26 December 2026". */
export const datesWords = ({ from, to }: { from: string; to: string }, language: string, hasYear = true): string =>
  format(language, hasYear).formatRange(Date.parse(from), Date.parse(to));
