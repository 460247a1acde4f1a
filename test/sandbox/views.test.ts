import type { App, BlockAction, ViewClosedAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { startSlack } from '../workspace/start-slack.ts';
import { clientOf, refusal, startBolt } from './bolt-app.ts';

const plain = (text: string) => ({ type: 'plain_text', text }) as const;

const section = { type: 'section', text: plain('x'.repeat(3000)) } as const;

function modal(title: string, more: Partial<ModalView> = {}): ModalView {
  const element = { type: 'plain_text_input', action_id: 'name', max_length: 10 } as const;
  return {
    type: 'modal',
    callback_id: title,
    title: plain(title),
    submit: plain('Go'),
    blocks: [{ type: 'input', block_id: 'name', label: plain('Name'), element }],
    ...more,
  };
}

/** A workspace with an app that opens `first` for every trigger it gets, and hands the trigger out. */
async function open(first: ModalView, listen: (app: App) => void = () => undefined, options = {}) {
  const slack = await startSlack({ deadlineMs: 2000, ...options });
  const triggers: string[] = [];
  const bolt = await startBolt(slack.workspace, (app) => {
    app.command('/open', async ({ ack, command, client }) => {
      await ack();
      triggers.push(command.trigger_id);
      if (command.text !== 'nothing')
        await client.views.open({ trigger_id: command.trigger_id, view: first });
    });
    listen(app);
  });
  const ana = slack.person('ana');
  return {
    slack,
    ana,
    triggers,
    client: clientOf(slack.workspace),
    modal: slack.modal({ of: ana }),
    async [Symbol.asyncDispose]() {
      await bolt[Symbol.asyncDispose]();
      await slack[Symbol.asyncDispose]();
    },
  };
}

describe('triggers', () => {
  it('work once, and for three seconds', async () => {
    let now = 1_772_442_000_000;
    await using scene = await open(modal('One'), undefined, { now: () => now });
    const { ana, client, triggers } = scene;
    const openWith = async (trigger_id: string) =>
      await refusal(client.views.open({ trigger_id, view: modal('Two') }));
    await ana.types('/open', { in: 'sales' });
    await scene.modal.expect(/One/);
    expect(await openWith(triggers[0] ?? '')).toBe('exchanged_trigger_id');
    await ana.types('/open nothing', { in: 'sales' });
    now += 3001;
    expect(await openWith(triggers[1] ?? '')).toBe('expired_trigger_id');
    expect(await openWith('1.2.3')).toBe('invalid_trigger_id');
    await ana.types('/open nothing', { in: 'sales' });
    now += 2999;
    expect(await openWith(triggers[2] ?? '')).toBe('ok');
  });

  it('a refused view does not use the trigger up', async () => {
    await using scene = await open(modal('One'));
    const { ana, client, triggers } = scene;
    await ana.types('/open nothing', { in: 'sales' });
    const trigger_id = triggers[0] ?? '';
    const tooLong = modal('A title of more than twenty-four characters');
    expect(await refusal(client.views.open({ trigger_id, view: tooLong }))).toBe('invalid_arguments');
    const huge = { ...modal('One'), blocks: Array.from({ length: 100 }, () => section) };
    expect(await refusal(client.views.open({ trigger_id, view: huge }))).toBe('view_too_large');
    expect(await refusal(client.views.open({ trigger_id, view: modal('One') }))).toBe('ok');
  });
});

describe('the stack of views', () => {
  it('is pushed on from within, at most three high, and closed one by one', async () => {
    const titles = ['Two', 'Three', 'Four'];
    const refusals: string[] = [];
    const button = { type: 'button', action_id: 'push', text: plain('More') } as const;
    const withButton = (title: string) =>
      modal(title, { blocks: [{ type: 'actions', block_id: 'b', elements: [button] }] });
    await using scene = await open(withButton('One'), (app) => {
      app.action<BlockAction>('push', async ({ ack, body, client }) => {
        await ack();
        const view = withButton(titles.shift() ?? '');
        refusals.push(await refusal(client.views.push({ trigger_id: body.trigger_id, view })));
      });
    });
    const { ana, modal: top, slack } = scene;
    await ana.types('/open', { in: 'sales' });
    for (const title of ['One', 'Two', 'Three']) {
      await top.expect(title);
      await top.action('More').click();
    }
    await expect.poll(() => refusals).toEqual(['ok', 'ok', 'push_limit_reached']);
    const [one, two, three] = slack.workspace.views('ana');
    expect([two?.previous_view_id, three?.previous_view_id]).toEqual([one?.id, two?.id]);
    expect(three?.root_view_id).toBe(one?.id);
    await top.close();
    expect(top.title).toBe('Two');
  });

  it('cannot be pushed on from outside of a modal', async () => {
    await using scene = await open(modal('One'));
    await scene.ana.types('/open nothing', { in: 'sales' });
    const push = scene.client.views.push({ trigger_id: scene.triggers[0] ?? '', view: modal('Two') });
    expect(await refusal(push)).toBe('view_not_found');
  });

  it('what closes is told where the app asked for it', async () => {
    const closed: { title: string; isCleared: boolean }[] = [];
    await using scene = await open(modal('One', { notify_on_close: true, clear_on_close: true }), (app) => {
      app.view<ViewClosedAction>({ callback_id: 'One', type: 'view_closed' }, async ({ ack, body }) => {
        await ack();
        closed.push({ title: body.view.title.text, isCleared: body.is_cleared });
      });
    });
    await scene.ana.types('/open', { in: 'sales' });
    await scene.modal.expect('One');
    await scene.modal.close();
    expect(closed).toEqual([{ title: 'One', isCleared: true }]);
    expect(scene.modal.isOpen).toBe(false);
  });
});

describe('views.update', () => {
  it('keeps what was typed, refuses an old hash and a view that is gone', async () => {
    await using scene = await open(modal('One', { external_id: 'ext' }));
    const { ana, client, modal: top } = scene;
    await ana.types('/open', { in: 'sales' });
    await top.expect('One');
    await top.fill('Name', 'Jane');
    const { id: view_id = '', hash = '' } = top.view ?? {};
    await client.views.update({ view_id, hash, view: modal('Changed', { external_id: 'ext' }) });
    expect(top.title).toBe('Changed');
    expect(top.view?.values).toEqual({ name: { name: { type: 'plain_text_input', value: 'Jane' } } });
    expect(await refusal(client.views.update({ view_id, hash, view: modal('Late') }))).toBe('hash_conflict');
    expect(
      await refusal(
        client.views.update({ external_id: 'ext', view: modal('By name', { external_id: 'ext' }) }),
      ),
    ).toBe('ok');
    expect(await refusal(client.views.update({ view_id: 'V404', view: modal('x') }))).toBe('not_found');
    expect(await refusal(client.apiCall('views.update', { view: modal('x') }))).toBe('invalid_arguments');
  });
});

describe('submissions', () => {
  it("the client's own checks come before the app hears of it", async () => {
    let heard = 0;
    await using scene = await open(modal('One'), (app) => {
      app.view('One', async ({ ack }) => {
        heard += 1;
        await ack();
      });
    });
    const { ana, modal: top } = scene;
    await ana.types('/open', { in: 'sales' });
    await top.expect('One');
    await top.submit();
    await top.expectError('This is a required field', { at: 'Name' });
    await top.fill('Name', 'x'.repeat(11));
    await top.submit();
    await top.expectError(/10 characters/);
    expect(heard).toBe(0);
    await top.fill('Name', 'Jane');
    await top.submit();
    expect(heard).toBe(1);
    await top.expectClosed();
  });

  it('the answer can show errors, change the view, push one, or clear all', async () => {
    await using scene = await open(modal('One'), (app) => {
      app.view('One', async ({ ack, view }) => {
        const name = view.state.values['name']?.['name']?.value ?? '';
        if (name === 'errors') await ack({ response_action: 'errors', errors: { name: 'Not this one' } });
        else if (name === 'update')
          await ack({ response_action: 'update', view: modal('One', { title: plain('New') }) });
        else await ack({ response_action: 'push', view: modal('Two') });
      });
      app.view('Two', async ({ ack }) => await ack({ response_action: 'clear' }));
    });
    const { ana, modal: top, slack } = scene;
    const submit = async (name: string) => {
      await top.fill('Name', name);
      await top.submit();
    };
    await ana.types('/open', { in: 'sales' });
    await top.expect('One');
    await submit('errors');
    await top.expectError('Not this one', { at: 'Name' });
    await submit('update');
    await top.expect('New');
    expect(top.view?.errors).toBeUndefined();
    await submit('push');
    await top.expect('Two');
    expect(slack.workspace.views('ana')).toHaveLength(2);
    await submit('clear');
    await top.expectClosed();
    expect(slack.workspace.views('ana')).toHaveLength(0);
  });

  it.for([
    { response_action: 'errors', errors: { nowhere: 'x' } },
    { response_action: 'update', view: { type: 'modal', blocks: [] } },
    { response_action: 'dance' },
  ])('nonsense in the answer is shown as trouble, and noted: $response_action', async (answer) => {
    await using scene = await open(modal('One'), (app) =>
      app.view('One', async ({ ack }) => await ack(answer as never)),
    );
    const { ana, modal: top, slack } = scene;
    await ana.types('/open', { in: 'sales' });
    await top.expect('One');
    await top.fill('Name', 'Jane');
    expect(await top.trySubmit()).toEqual({ ok: false, error: 'We had some trouble connecting. Try again?' });
    expect(slack.workspace.problems).toMatchObject([{ what: 'the answer to a submission was refused' }]);
    await expect(slack.expectNothingElse()).rejects.toThrow(/refused/);
  });
});

describe('the Home tab', () => {
  it('is published when it is opened', async () => {
    await using scene = await open(modal('One'), (app) => {
      app.event('app_home_opened', async ({ event, client }) => {
        const blocks = [{ type: 'header', text: plain('My claims') } as const];
        await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
      });
    });
    const home = scene.slack.home(scene.ana);
    await home.open();
    await home.expect('My claims');
    expect(home.text).toBe('My claims');
    const publish = scene.client.views.publish({
      user_id: scene.ana.id,
      hash: 'old',
      view: { type: 'home', blocks: [] },
    });
    expect(await refusal(publish)).toBe('hash_conflict');
  });
});
