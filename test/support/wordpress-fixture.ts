/** What a real WordPress answered, as `record-wordpress.js` wrote it down, in place of the network. */

export type Recorded = 'wordpress' | 'wp-postviews' | 'post-views-counter' | 'wordpress-popular-posts';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export const ROOT = 'https://news.example/wp-json/';

/** A request as it is recorded: its parameters in order, and no time in it. */
export function keyOf(address: string, { method = 'GET', body }: RequestInit = {}): string {
  const url = new URL(address);
  url.searchParams.sort();
  const after = url.searchParams.get('after');
  if (after?.endsWith('Z')) url.searchParams.set('after', 'then');
  const sent = typeof body === 'string' ? ` ${body}` : '';
  return `${method} ${decodeURIComponent(url.href.replace(/^.*?\/wp-json\//, '').replace(/\+/g, ' '))}${sent}`;
}

/**
 * Puts a recorded WordPress at `ROOT`, until `end` is called. What was answered differently when it was asked again is so
 * again, the last answer for good. A request that was not recorded is answered as WordPress does where there is no route.
 */
export async function wordpressFixture(name: Recorded = 'wordpress') {
  const fetched = window.fetch;
  const response = await fetched(`/test/fixtures/wordpress/${name}.json`);
  const { answers } = (await response.json()) as { answers: Record<string, Answer[]> };
  const asked: string[] = [];
  const fixture = {
    root: ROOT,
    /** Every request, as it is recorded. */
    asked,
    /** What was asked for and is not recorded. */
    unknown: [] as string[],
    /** Answers the next request in its own way: gives its answer, or throws. */
    next: undefined as ((answer: () => Response) => Response) | undefined,
    end: () => {
      window.fetch = fetched;
    },
  };
  window.fetch = async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    if (!address.startsWith(ROOT)) return fetched(input, init);
    const key = keyOf(address, init);
    const known = answers[key];
    const times = asked.filter((each) => each === key).length;
    asked.push(key);
    if (known === undefined) fixture.unknown.push(key);
    const { status, body } = known?.[Math.min(times, known.length - 1)] ?? {
      status: 404,
      body: { code: 'rest_no_route', message: 'not recorded', data: { status: 404 } },
    };
    const answer = () => new Response(JSON.stringify(body), { status });
    const { next } = fixture;
    fixture.next = undefined;
    return next ? next(answer) : answer();
  };
  return fixture;
}
