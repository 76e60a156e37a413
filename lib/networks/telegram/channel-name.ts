/**
 * Reads what somebody typed for a channel: its @name, its number, or the address of the channel or of one of its posts.
 * @returns what the Bot API takes for a `chat_id`; undefined when it is none of these.
 */
export function parseChannelName(typed: string): string | undefined {
  const text = typed.replace(/[\p{Control}\p{Format}]/gu, '').trim();
  if (/^-\d{1,20}$/.test(text)) return text;
  const path =
    /^(?:https?:\/\/)?(?:t\.me|telegram\.me)\/(?:s\/)?(.+)$/i.exec(text)?.[1] ?? text.replace(/^@/, '');
  // Bots write the number of a channel after -100; an address does not.
  const number = /^c\/(\d{1,15})(?:\/|$)/.exec(path)?.[1];
  if (number !== undefined) return `-100${number}`;
  const name = /^([a-z]\w{3,31})(?:\/\d+)?\/?(?:\?.*)?$/i.exec(path)?.[1];
  return name === undefined ? undefined : `@${name}`;
}

/** A channel's number, as bots write it. */
export function isChannelId(text: unknown): text is string {
  return typeof text === 'string' && /^-100\d{1,15}$/.test(text);
}

/**
 * Where a person looks at a message. What is in a private channel shows itself to its subscribers alone.
 * @param name without the @; undefined for a private channel.
 */
export function messageWebAddress(channelId: string, name: string | undefined, messageId: number): string {
  return `https://t.me/${name ?? `c/${channelId.replace(/^-100/, '')}`}/${messageId}`;
}
