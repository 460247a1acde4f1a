/** A call that Slack answers with `ok: false`. The code is Slack's own. */
export class Refusal extends Error {
  readonly code: string;
  readonly messages: string[];

  constructor(code: string, messages: string[] = []) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.messages = messages;
  }

  /** The body of the answer. */
  get answer(): Record<string, unknown> {
    return {
      ok: false,
      error: this.code,
      ...(this.messages.length > 0 && { response_metadata: { messages: this.messages } }),
    };
  }
}
