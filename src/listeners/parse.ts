import { z } from 'zod';
import { INPUTS } from '../blocks/ids.ts';
import type { Click } from './acts/act.ts';

/** A click on a button or menu of a message: who, on what, where. */
const ClickBody = z.object({
  user: z.object({ id: z.string() }),
  trigger_id: z.string(),
  channel: z.object({ id: z.string() }),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).optional(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
  response_url: z.url().nullish(),
});

/** Reads a click as Slack sends it; throws a ZodError on what Slack never sends. */
export function parseClick(body: unknown): Click {
  const { user, trigger_id, channel, message, actions, response_url } = ClickBody.parse(body);
  const [action] = actions;
  return {
    actionId: action?.action_id ?? '',
    userId: user.id,
    triggerId: trigger_id,
    channelId: channel.id,
    ts: message?.ts ?? null,
    threadTs: message?.thread_ts ?? null,
    value: action?.selected_option?.value ?? action?.value ?? '',
    respondTo: response_url ?? null,
  };
}

const OutcomeValue = z
  .string()
  .transform((value) => value.split(':'))
  .pipe(z.tuple([z.string(), z.uuid()]));

/** Reads the value of a one-click outcome: `<outcome>:<handoverId>`. */
export function parseOutcomeValue(value: string): { outcomeId: string; handoverId: string } {
  const [outcomeId, handoverId] = OutcomeValue.parse(value);
  return { outcomeId, handoverId };
}

const Input = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_date_time: z.number().nullish(),
});

const Submission = z.object({
  user: z.object({ id: z.string() }),
  trigger_id: z.string(),
  view: z.object({
    id: z.string(),
    private_metadata: z.string(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), Input)) }),
  }),
});

const Origin = z.object({ handoverId: z.uuid(), channel: z.string(), ts: z.string() });

/** Reads a submitted modal: who, what it was given when it was opened, and what was entered at each input. */
export function parseView(body: unknown) {
  const { user, trigger_id, view } = Submission.parse(body);
  const entered = (name: keyof typeof INPUTS) => view.state.values[INPUTS[name]]?.[INPUTS[name]];
  return {
    userId: user.id,
    triggerId: trigger_id,
    viewId: view.id,
    metadata: parseMetadata(view.private_metadata),
    text: (name: keyof typeof INPUTS) => storable(entered(name)?.value ?? '').trim() || null,
    choice: (name: keyof typeof INPUTS) => entered(name)?.selected_option?.value ?? null,
    time: (name: keyof typeof INPUTS) => {
      const seconds = entered(name)?.selected_date_time;
      return seconds ? new Date(seconds * 1000) : null;
    },
  };
}

/** What was entered in a modal that is about a card. */
export type Entered = ReturnType<typeof parseSubmission>;

/** Reads a submitted modal that is about a card. */
export function parseSubmission(body: unknown) {
  const { metadata, ...submission } = parseView(body);
  return { ...submission, origin: Origin.parse(metadata) };
}

/** PostgreSQL takes neither half a surrogate pair nor U+0000, and would refuse all that is stored with them. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '');
}

function parseMetadata(text: string): unknown {
  return text === '' ? null : JSON.parse(text);
}
