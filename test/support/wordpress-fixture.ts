/** What a real WordPress answered, as `record-wordpress.js` wrote it down, in place of the network. */

export type Recorded =
  | 'wordpress'
  | 'contract'
  | 'contract-midad'
  | 'wp-postviews'
  | 'post-views-counter'
  | 'wordpress-popular-posts';

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
 * What a WordPress answered, by request; undefined for one that was not recorded. What was answered differently when it was
 * asked again is so again, the last answer for good.
 */
export async function recordedAnswers(name: Recorded) {
  const response = await fetch(`/test/fixtures/wordpress/${name}.json`);
  const { answers } = (await response.json()) as { answers: Record<string, Answer[]> };
  const times = new Map<string, number>();
  return (address: string, init?: RequestInit): Response | undefined => {
    const key = keyOf(address, init);
    const known = answers[key];
    const time = times.get(key) ?? 0;
    times.set(key, time + 1);
    const answer = known?.[Math.min(time, known.length - 1)];
    return answer && new Response(JSON.stringify(answer.body), { status: answer.status });
  };
}

/**
 * Puts a recorded WordPress at `ROOT`, until `end` is called. A request that was not recorded is answered as WordPress does
 * where there is no route.
 */
export async function wordpressFixture(name: Recorded = 'wordpress') {
  const fetched = window.fetch;
  const answerTo = await recordedAnswers(name);
  const fixture = {
    root: ROOT,
    /** Every request, as it is recorded. */
    asked: [] as string[],
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
    fixture.asked.push(key);
    const answer = () => {
      const known = answerTo(address, init);
      if (known === undefined) fixture.unknown.push(key);
      return known ?? new Response('{"code": "rest_no_route", "message": "not recorded"}', { status: 404 });
    };
    const { next } = fixture;
    fixture.next = undefined;
    return next ? next(answer) : answer();
  };
  return fixture;
}
