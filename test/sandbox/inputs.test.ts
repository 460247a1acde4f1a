import type { ViewSubmitAction } from '@slack/bolt';
import type { InputBlockElement, KnownBlock, ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { startSlack } from '../workspace/start-slack.ts';
import { startBolt } from './bolt-app.ts';

const plain = (text: string) => ({ type: 'plain_text', text }) as const;
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() });
const options = ['One', 'Two', 'Three'].map(option);

const elements: Record<string, InputBlockElement> = {
  Text: { type: 'plain_text_input', action_id: 'x', initial_value: 'before' },
  Number: { type: 'number_input', action_id: 'x', is_decimal_allowed: false, min_value: '1', max_value: '9' },
  Email: { type: 'email_text_input', action_id: 'x' },
  Menu: { type: 'static_select', action_id: 'x', options },
  Grouped: { type: 'static_select', action_id: 'x', option_groups: [{ label: plain('All'), options }] },
  Several: { type: 'multi_static_select', action_id: 'x', options },
  Radio: { type: 'radio_buttons', action_id: 'x', options, initial_option: option('Three') },
  Boxes: { type: 'checkboxes', action_id: 'x', options },
  Person: { type: 'users_select', action_id: 'x' },
  Day: { type: 'datepicker', action_id: 'x' },
  Time: { type: 'timepicker', action_id: 'x' },
  Moment: { type: 'datetimepicker', action_id: 'x' },
};

function modal(): ModalView {
  const blocks = Object.entries(elements).map(([name, element]): KnownBlock => ({
    type: 'input',
    block_id: name,
    label: plain(name),
    element,
    optional: true,
  }));
  return { type: 'modal', callback_id: 'all', title: plain('All'), submit: plain('Send'), blocks };
}

async function open() {
  const slack = await startSlack({ deadlineMs: 2000 });
  const submitted: ViewSubmitAction[] = [];
  const bolt = await startBolt(slack.workspace, (app) => {
    app.command('/all', async ({ ack, client, command }) => {
      await ack();
      await client.views.open({ trigger_id: command.trigger_id, view: modal() });
    });
    app.view<ViewSubmitAction>('all', async ({ ack, body }) => {
      await ack();
      submitted.push(body);
    });
  });
  const ana = slack.person('ana');
  await ana.types('/all', { in: 'sales' });
  const top = await slack.modal({ of: ana }).expect('All');
  return {
    slack,
    top,
    ana,
    values: () => Object.entries(submitted[0]?.view.state.values ?? {}).map(([name, { x }]) => [name, x]),
    async [Symbol.asyncDispose]() {
      await bolt[Symbol.asyncDispose]();
      await slack[Symbol.asyncDispose]();
    },
  };
}

describe('the inputs of a modal', () => {
  it('untouched, they hold what the app put there, or nothing', async () => {
    await using scene = await open();
    await scene.top.submit();
    expect(Object.fromEntries(scene.values())).toEqual({
      Text: { type: 'plain_text_input', value: 'before' },
      Number: { type: 'number_input', value: null },
      Email: { type: 'email_text_input', value: null },
      Menu: { type: 'static_select', selected_option: null },
      Grouped: { type: 'static_select', selected_option: null },
      Several: { type: 'multi_static_select', selected_options: [] },
      Radio: { type: 'radio_buttons', selected_option: option('Three') },
      Boxes: { type: 'checkboxes', selected_options: [] },
      Person: { type: 'users_select', selected_user: null },
      Day: { type: 'datepicker', selected_date: null },
      Time: { type: 'timepicker', selected_time: null },
      Moment: { type: 'datetimepicker', selected_date_time: null },
    });
  });

  it('filled in by their labels, they reach the app in the shapes of Slack', async () => {
    await using scene = await open();
    const { top, slack } = scene;
    await top.fill('Text', 'after');
    await top.fill('Number', 7);
    await top.fill('Email', 'jane@acme.example');
    await top.select('Menu', 'Two');
    await top.select('Grouped', 'Three');
    await top.select('Several', ['One', 'Two']);
    await top.select('Radio', 'One');
    await top.select('Boxes', ['Three']);
    await top.fill('Person', 'lena');
    await top.fill('Day', '2026-03-02');
    await top.fill('Time', '09:30');
    await top.fill('Moment', 1_772_442_000);
    await top.submit();
    expect(Object.fromEntries(scene.values())).toMatchObject({
      Text: { value: 'after' },
      Number: { value: '7' },
      Email: { value: 'jane@acme.example' },
      Menu: { selected_option: option('Two') },
      Grouped: { selected_option: option('Three') },
      Several: { selected_options: [option('One'), option('Two')] },
      Radio: { selected_option: option('One') },
      Boxes: { selected_options: [option('Three')] },
      Person: { selected_user: slack.person('lena').id },
      Day: { selected_date: '2026-03-02' },
      Time: { selected_time: '09:30' },
      Moment: { selected_date_time: 1_772_442_000 },
    });
  });

  it('nothing can be chosen that is not offered', async () => {
    await using scene = await open();
    const { top } = scene;
    await expect(top.select('Menu', 'Four')).rejects.toThrow(/One.*Two.*Three/s);
    await expect(top.fill('Day', 'tomorrow')).rejects.toThrow('cannot be chosen');
    await expect(top.fill('Time', '25:00')).rejects.toThrow('cannot be chosen');
    await top.fill('Number', 10);
    await top.fill('Email', 'nobody');
    await top.submit();
    await top.expectError(/at most 9/, { at: 'Number' });
    await top.expectError(/valid email/, { at: 'Email' });
    expect(scene.values()).toEqual([]);
  });

  it("a page's submission counts as if it had been typed", async () => {
    await using scene = await open();
    const { top, slack, ana } = scene;
    const values = {
      Text: { x: { value: 'from the page' } },
      Menu: { x: { selected_option: { value: 'one' } } },
    };
    await slack.workspace.act({ type: 'submit', user: ana.id, view_id: top.view?.id ?? '', values });
    expect(Object.fromEntries(scene.values())).toMatchObject({
      Text: { value: 'from the page' },
      Menu: { selected_option: option('One') },
    });
  });
});
