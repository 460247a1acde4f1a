import { get } from 'node-emoji';

// Slack's names where the library goes by another one.
const slackNames: Record<string, string> = {
  thumbsup: '👍',
  thumbsdown: '👎',
  hand: '✋',
  raising_hand: '🙋',
  thinking_face: '🤔',
  robot_face: '🤖',
  pencil: '📝',
  spiral_calendar_pad: '🗓️',
  large_green_circle: '🟢',
  large_yellow_circle: '🟡',
  large_orange_circle: '🟠',
  large_purple_circle: '🟣',
  large_brown_circle: '🟤',
  large_red_square: '🟥',
  large_orange_square: '🟧',
  large_yellow_square: '🟨',
  large_green_square: '🟩',
  large_blue_square: '🟦',
};

const skinTones = ['', '', '🏻', '🏼', '🏽', '🏾', '🏿'];

/** The character for `white_check_mark`, or nothing where no emoji has this name. */
export function emojiFor(name: string, skinTone = 0): string | undefined {
  const flag = /^flag-([a-z]{2})$/.exec(name)?.[1];
  if (flag) return String.fromCodePoint(...Array.from(flag, (letter) => 0x1f1e6 + letter.charCodeAt(0) - 97));
  const emoji = slackNames[name] ?? get(name);
  return emoji === undefined ? undefined : emoji + (skinTones[skinTone] ?? '');
}
