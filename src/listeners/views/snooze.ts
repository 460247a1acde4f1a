import { z } from 'zod';
import { INPUTS } from '../../blocks/ids.ts';
import { snoozeHandover } from '../../handover/snooze.ts';
import { snoozeUntil } from '../../handover/snooze-time.ts';
import { createForm } from './form.ts';

const PASSED = 'This time has passed. Choose a later one.';

/** "In an hour" counts from when it was submitted, however late it is done. */
export const SNOOZE = createForm({
  Value: z.object({ handoverId: z.uuid(), until: z.iso.datetime(), note: z.string().nullable() }),
  read(deps, { origin, text, choice, time }) {
    const now = deps.now();
    const playbook = deps.playbook.current;
    const preset = playbook.snooze[Number(choice('preset') ?? Number.NaN)];
    const until = time('until') ?? (preset ? snoozeUntil(preset, now, playbook.timezone) : null);
    if (!until) return { errors: { [INPUTS.preset]: 'Choose when it should wake, or set a time below.' } };
    if (until <= now) return { errors: { [INPUTS.until]: PASSED } };
    return { value: { handoverId: origin.handoverId, until: until.toISOString(), note: text('note') } };
  },
  async submit(deps, { until, ...value }, by) {
    const result = await snoozeHandover(deps, { ...value, by, until: new Date(until), now: deps.now() });
    if (result.ok) return null;
    return result.reason === 'in_the_past'
      ? PASSED
      : `This handover is ${result.state} now and can't be snoozed.`;
  },
});
