const ONLY_EMOJI =
  /^(?:(?:\p{Extended_Pictographic}(?:[\ufe0f\u{1f3fb}-\u{1f3ff}]|\u200d\p{Extended_Pictographic})*|[\u{1f1e6}-\u{1f1ff}]{2}) ?){1,3}$/u;

/** Whether a message is one to three emoji and nothing else: then they are shown large. */
export const isBigEmoji = (text: string): boolean => text.length < 60 && ONLY_EMOJI.test(text);
