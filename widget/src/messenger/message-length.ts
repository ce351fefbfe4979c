/** As in shared/models/message, which is not imported because it would bring its validator into the bundle. */
export const MESSAGE_MAX_LENGTH = 10_000;
