import assert from 'node:assert/strict';

export interface LiveEvent {
  readonly id: string;
  readonly event: string;
  readonly data: any;
}

export interface Listening {
  /** The next so many events, once they are there. */
  next(count: number): Promise<LiveEvent[]>;
  /** Resolves when the server has ended the connection. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** Reads a stream of events as a browser does. */
export function listenTo(response: Response): Listening {
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('Content-Type'), 'text/event-stream');
  const events: LiveEvent[] = [];
  const waiting = new Set<() => void>();
  const reader = (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader();
  const read = async () => {
    let text = '';
    for (;;) {
      const { value, done } = await reader.read().catch(() => ({ value: undefined, done: true }));
      if (done) return;
      text += String(value);
      const frames = text.split('\n\n');
      text = frames.pop() ?? '';
      for (const frame of frames) {
        const fields = Object.fromEntries(frame.split('\n').map((line) => line.split(/: ?(.*)/s, 2)));
        if (fields['data']) events.push({ ...fields, data: JSON.parse(fields['data']) });
      }
      for (const wake of waiting) wake();
    }
  };
  const ended = read();
  return {
    ended,
    close: () => reader.cancel().catch(() => {}),
    async next(count) {
      while (events.length < count) {
        const more = new Promise<void>((resolve) => waiting.add(resolve));
        await Promise.race([more, ended.then(() => assert.fail(`ended after ${events.length} events`))]);
      }
      return events.splice(0, count);
    },
  };
}
