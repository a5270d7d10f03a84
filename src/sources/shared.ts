interface Asked<Value> {
  readonly answer: Promise<Value>;
  readonly abort: AbortController;
  waiting: number;
}

/** Asks once for what several ask for at the same time, and lets go of it when all of them have left. */
export class Shared<Value> {
  readonly #asked = new Map<string, Asked<Value>>();

  /**
   * @param key What is asked for. @param ask Asks, unless it is being asked for.
   * @returns A promise of its own: `signal` rejects it, with its reason, and not that of the others.
   */
  get(key: string, signal: AbortSignal | undefined, ask: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    const one = this.#asked.get(key) ?? this.#ask(key, ask);
    one.waiting++;
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(signal!.reason as Error);
        if (--one.waiting > 0) return;
        this.#forget(key, one);
        one.abort.abort(signal!.reason);
      };
      signal?.addEventListener('abort', leave, { once: true });
      void one.answer.then(resolve, reject).then(() => signal?.removeEventListener('abort', leave));
    });
  }

  #ask(key: string, ask: (signal: AbortSignal) => Promise<Value>): Asked<Value> {
    const abort = new AbortController();
    const one = { answer: ask(abort.signal), abort, waiting: 0 };
    this.#asked.set(key, one);
    const done = () => this.#forget(key, one);
    one.answer.then(done, done);
    return one;
  }

  #forget(key: string, one: Asked<Value>): void {
    if (this.#asked.get(key) === one) this.#asked.delete(key);
  }
}
