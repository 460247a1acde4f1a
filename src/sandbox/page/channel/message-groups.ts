import type { Message } from '../../protocol.ts';
import { dayName, timeOfTs } from '../text/slack-date.ts';

const groupSeconds = 5 * 60;

export interface ShownMessage {
  message: Message;
  /** The day that begins with it. */
  newDay: string | undefined;
  isContinued: boolean;
  /** It is the first that came after I last looked. */
  isFirstNew: boolean;
}

/** The message below which the line "New" stands; none for who has never been here, as all would be new. */
export function findFirstNew(messages: readonly Message[], readUpTo: string, me: string): string | undefined {
  if (readUpTo === '') return undefined;
  return messages.find((message) => message.ts > readUpTo && message.user !== me)?.ts;
}

/** Says for each message what stands above it. Cards and notes only to me always have a head of their own. */
export function groupMessages(messages: readonly Message[], firstNew: string | undefined): ShownMessage[] {
  return messages.map((message, index) => {
    const before = messages[index - 1];
    const day = dayName(timeOfTs(message.ts));
    const newDay = before && dayName(timeOfTs(before.ts)) === day ? undefined : day;
    const isFirstNew = message.ts === firstNew;
    const isContinued =
      before !== undefined &&
      newDay === undefined &&
      !isFirstNew &&
      isPlain(before) &&
      isPlain(message) &&
      before.user === message.user &&
      Number(message.ts) - Number(before.ts) < groupSeconds;
    return { message, newDay, isContinued, isFirstNew };
  });
}

function isPlain(message: Message): boolean {
  const { ephemeral_to, subtype, blocks = [] } = message;
  return ephemeral_to === undefined && subtype === undefined && blocks.length === 0;
}
