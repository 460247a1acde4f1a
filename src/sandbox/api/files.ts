import { z } from 'zod';
import { randomId } from '../workspace/ids.ts';
import { addMessage } from '../workspace/messages.ts';
import type { StoredFile, Team } from '../workspace/team.ts';
import { count, json, text } from './args.ts';
import { channelToWrite } from './lookup.ts';
import { method } from './method.ts';
import { Refusal } from './refusal.ts';
import { fileShape } from './shapes.ts';
import type { Method } from './method.ts';

const Files = z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1);

/** files.*: ask for an address, upload there, then share. https://docs.slack.dev/messaging/working-with-files/ */
export const fileMethods: Method[] = [
  method({
    name: 'files.getUploadURLExternal',
    tier: 4,
    args: {
      filename: text,
      length: count,
      alt_txt: text.optional(),
      alt_text: text.optional(),
      snippet_type: text.optional(),
    },
    run({ team, url }, args) {
      if (args.length < 1) throw new Refusal('invalid_arguments', ['[ERROR] length must be at least 1']);
      const file: StoredFile = {
        id: randomId('F'),
        name: args.filename,
        title: args.filename,
        alt_text: args.alt_txt ?? args.alt_text ?? '',
        mimetype: mimetypeOf(args.filename),
        user: team.app.userId,
        content: '',
        shared: false,
      };
      team.files.set(file.id, file);
      return { upload_url: `${url}/upload/${file.id}`, file_id: file.id };
    },
  }),
  method({
    name: 'files.completeUploadExternal',
    tier: 4,
    args: {
      files: json,
      channel_id: text.optional(),
      channels: text.optional(),
      thread_ts: text.optional(),
      initial_comment: text.optional(),
    },
    run({ team, url }, args) {
      const wanted = Files.safeParse(args.files);
      if (!wanted.success)
        throw new Refusal('invalid_arguments', ['[ERROR] files must name at least one file']);
      const files = wanted.data.map(({ id, title }) => complete(team, id, title));
      const channel = args.channel_id ?? args.channels;
      if (channel !== undefined) share(team, channel, files, args.initial_comment ?? '', args.thread_ts);
      return { files: files.map((file) => fileShape(file, url)) };
    },
  }),
];

function complete(team: Team, id: string, title: string | undefined): StoredFile {
  const file = team.files.get(id);
  if (!file || file.content === '' || file.shared) throw new Refusal('file_not_found');
  file.title = title ?? file.name;
  file.shared = true;
  team.store.save('file', file.id, file);
  return file;
}

function share(
  team: Team,
  channel: string,
  files: readonly StoredFile[],
  comment: string,
  threadTs: string | undefined,
): void {
  addMessage(team, channelToWrite(team, channel), {
    user: team.app.userId,
    text: comment,
    ...(threadTs !== undefined && { thread_ts: threadTs }),
    files: files.map(({ id, name, title, alt_text, mimetype }) => ({
      id,
      name,
      title,
      alt_text,
      mimetype,
      url: `/files/${id}/${encodeURIComponent(name)}`,
    })),
  });
}

const mimetypes: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  csv: 'text/csv',
  txt: 'text/plain',
  json: 'application/json',
  pdf: 'application/pdf',
};

function mimetypeOf(name: string): string {
  return mimetypes[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}
