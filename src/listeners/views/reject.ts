import { z } from 'zod';
import { INPUTS } from '../../blocks/ids.ts';
import { buildLessonNote } from '../../blocks/lesson-note.ts';
import { reasonOf, rejectHandover } from '../../handover/reject.ts';
import { explainRejection } from '../../reports/rejection-lesson.ts';
import { createForm } from './form.ts';

const UNKNOWN = 'Choose a reason.';

/** Tells who rejected what their rejection taught. */
export const REJECT = createForm({
  Value: z.object({ handoverId: z.uuid(), reasonId: z.string(), words: z.string().nullable() }),
  read({ playbook }, { origin, text, choice }) {
    const reasonId = choice('reason') ?? '';
    if (!reasonOf(playbook.current, reasonId)) return { errors: { [INPUTS.reason]: UNKNOWN } };
    return { value: { handoverId: origin.handoverId, reasonId, words: text('words') } };
  },
  async submit(deps, value, by) {
    const now = deps.now();
    const result = await rejectHandover(deps, { ...value, by, now });
    if (!result.ok)
      return result.reason === 'unknown_reason'
        ? 'The playbook has changed since and does not know this reason any more: choose *Reject...* again.'
        : `This handover is ${result.state} now and can't be rejected.`;
    const { handover, again } = result;
    const lesson = again ? null : await explainRejection(deps, handover, now);
    return lesson && buildLessonNote(lesson, deps.playbook.current.timezone);
  },
});
