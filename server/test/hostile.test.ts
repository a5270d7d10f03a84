import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, mock, test } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import fc from 'fast-check';
import { z } from 'zod';
import { answerBroken } from '../src/http/broken.js';
import { routes, type Route } from '../src/http/routes.js';
import { openApi, type Answer, type Api } from './support/api.js';
import { onEachDatabase } from './support/databases.js';
import { anyRequest, HOSTILE_STRINGS, HOSTILE_VALUES, makeKnown, type Known } from './support/hostile.js';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const DAY = 24 * 60 * 60 * 1000;

onEachDatabase((database) => {
  let api: Api;
  let known: Known;
  before(async () => {
    api = await openApi(database());
    known = await makeKnown(api, ['one', 'two']);
  });
  after(() => api.close());

  /** Everything that is stored, as text. */
  const stored = async () => {
    const raw = database().connect();
    const tables = ['article', 'comment', 'change', 'reaction', 'spent', 'page', 'view_reader', 'view_shard'] as const;
    const rows = await Promise.all(tables.map((table) => raw.selectFrom(table).selectAll().execute()));
    await raw.destroy();
    return JSON.stringify(rows.map((list) => list.map((row) => JSON.stringify(row)).toSorted()));
  };
  const refused = ({ status, json }: Answer, what: string) => {
    assert.ok(status >= 400 && status < 500 && typeof json?.code === 'string', `${status} ${what}`);
  };
  /** Every one of the requests is refused, and nothing is written. */
  const allRefused = async (requests: (() => Promise<Answer>)[], what: string) => {
    const before_ = await stored();
    for (const request of requests) refused(await request(), what);
    assert.equal(await stored(), before_, what);
  };
  const bodied = Object.values<Route>(routes).filter((route) => route.body);
  const pathOf = (route: Route) => route.path.replace('{id}', known.ids[0] ?? '');
  const headersOf = (route: Route) => ({
    ...JSON_TYPE,
    ...(route.path.includes('{id}') && route.method === 'patch'
      ? { Authorization: `Bearer ${known.tokens[0]}` }
      : { 'Idempotency-Key': randomUUID() }),
  });
  const right: Readonly<Record<string, unknown>> = {
    article: 'one',
    name: 'n',
    email: 'n@mail.example',
    text: 'hostile',
    reaction: 'like',
  };
  const shapeOf = (route: Route) => (route.body as z.ZodObject).shape;
  const bodyOf = (route: Route, changed: object = {}) => {
    const fields = Object.entries(shapeOf(route)).filter(([name]) => name in right);
    const values = fields.map(([name, schema]) => [name, schema instanceof z.ZodArray ? [right[name]] : right[name]]);
    return { ...Object.fromEntries(values), ...changed };
  };

  test('bodies that are no JSON, or not in UTF-8, too large, too deep, or of another type', async () => {
    for (const route of bodied) {
      const send =
        (body: string | Buffer, headers: Record<string, string> = {}) =>
        () =>
          api.call(route.method.toUpperCase(), pathOf(route), { headers: { ...headersOf(route), ...headers }, body });
      const whole = JSON.stringify(bodyOf(route));
      await allRefused(
        [
          ...['', '{', 'null', '[]', '7', '"x"', '\0', `${whole}x`, whole.slice(0, -1)].map((body) => send(body)),
          send(Buffer.from(whole.replace('}', ',"x":"\xff"}'), 'latin1')),
          send(Buffer.from([0xed, 0xa0, 0x80])),
          send(Buffer.from(whole, 'utf16le')),
          send(`\uFEFF\uFEFF${whole}`),
          send('['.repeat(32_000) + ']'.repeat(32_000)),
          send('{"a":'.repeat(9000) + '1' + '}'.repeat(9000)),
          send(whole.padEnd(65 * 1024)),
          send(whole, { 'Content-Type': route.plain ? 'text/html' : 'text/plain' }),
          send(whole, { 'Content-Length': '99999999' }),
        ],
        `${route.method} ${route.path}`,
      );
    }
  });

  test('a body that never becomes whole is given up, and nothing is written', async () => {
    const server = createServer(
      { requestTimeout: 200, headersTimeout: 200, connectionsCheckingInterval: 20 },
      getRequestListener(api.fetch),
    );
    server.on('clientError', answerBroken).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const before_ = await stored();
    for (const route of bodied) {
      const body = JSON.stringify(bodyOf(route));
      const headers = { Host: 'a.example', ...headersOf(route), 'Content-Length': Buffer.byteLength(body) };
      const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
      const first = `${route.method.toUpperCase()} ${pathOf(route)} HTTP/1.1`;
      socket.write(`${[first, ...head].join('\r\n')}\r\n\r\n${body.slice(0, -1)}`);
      const [said = '', json = ''] = (await text(socket)).split('\r\n\r\n');
      assert.match(said, /^HTTP\/1.1 408 /, first);
      assert.equal(JSON.parse(json).code, 'request_timeout');
    }
    assert.equal(await stored(), before_);
    server.close();
  });

  test('hostile values in every place of every query', async () => {
    for (const route of Object.values<Route>(routes)) {
      if (!('query' in route) || route.query === undefined) continue;
      const { shape } = route.query;
      const needed = 'article' in shape && route !== routes.articles ? 'article=one' : '';
      const ask = (query: string) => () => api.call('GET', `${pathOf(route)}?${query}`);
      const queries = Object.keys(shape).flatMap((name) => {
        const others = needed.startsWith(`${name}=`) ? '' : needed;
        const values = ['', '%00', 'a%00b', '%FF', '%ED%A0%80', ...(name === 'article' ? ['javascript:alert(1)'] : [])];
        return values.map((value) => `${others}&${name}=${value}`);
      });
      const whole = [`${needed}&__proto__=a`, `${needed}&x=1`, `${needed}&article[]=a`];
      await allRefused([...queries, ...whole].map(ask), `GET ${route.path}`);
    }
  });

  test('hostile values in every field of every body', async () => {
    for (const route of bodied) {
      for (const [field, schema] of Object.entries(shapeOf(route))) {
        // A name or a text may hold what is hostile elsewhere, for it is only a text.
        const values = HOSTILE_VALUES.filter((value) => typeof value !== 'string' || !['name', 'text'].includes(field))
          .filter(
            (value) =>
              !(['url', 'subject'].includes(field) && typeof value === 'string' && /^[\s\u202E\u2066]*$/.test(value)),
          )
          .filter((value) => field !== 'altcha' || typeof value !== 'string')
          .filter((value) => field !== 'article' || !(typeof value === 'string' && /^[\w.-]/.test(value)))
          .map((value) => (schema instanceof z.ZodArray ? ['one', value] : value));
        const requests = values.map((value) => () => {
          const body = bodyOf(route, { [field]: value });
          return api.send(route.method.toUpperCase(), pathOf(route), body, headersOf(route));
        });
        await allRefused(requests, `${route.method} ${route.path} ${field}`);
      }
    }
  });

  test('texts that look like SQL, markup or orders to a terminal are texts', async () => {
    for (const value of HOSTILE_STRINGS) {
      const { status, json } = await api.comment({ article: 'texts', text: value, name: 'n' });
      if (status !== 201) refused({ status, json, headers: new Headers() }, value);
      else assert.doesNotMatch(json.html, /<(?!\/?(p|br|strong|em|blockquote|code|pre|a)[ >])/);
      const preview = await api.post('/v1/comments/preview', { text: value });
      assert.deepEqual([preview.status, preview.json.html], status === 201 ? [200, json.html] : [422, undefined]);
    }
    assert.ok((await api.get('/v1/comments', { article: 'texts', limit: '100' })).json.total > 5);
  });

  test('ids, keys, tokens and cursors that are none, or are of something else', async () => {
    const [mine = '', other = ''] = [known.ids[0], known.ids[5]];
    const [myReceipt = '', otherReceipt = ''] = [known.tokens[0], known.tokens[5]];
    const reaction = known.tokens.at(-1) ?? '';
    const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
    const wrong = [
      otherReceipt,
      reaction,
      `${myReceipt}A`,
      myReceipt.slice(1),
      'null',
      "' or 1=1 --",
      'x'.repeat(9000),
    ];
    const path = `/v1/comments/${mine}`;
    await allRefused(
      [
        ...HOSTILE_STRINGS.filter((id) => id !== '' && !/\p{Surrogate}/u.test(id)).flatMap((id) =>
          ['', '/replies', '/page?article=one'].map(
            (tail) => () => api.get(`/v1/comments/${encodeURIComponent(id)}${tail}`),
          ),
        ),
        ...wrong.flatMap((token) => [
          () => api.get(path, {}, bearer(token)),
          () => api.send('PATCH', path, { text: 'forged' }, bearer(token)),
          () => api.send('DELETE', path, undefined, bearer(token)),
        ]),
        ...[otherReceipt, myReceipt, reaction.slice(1)].flatMap((token) => [
          () => api.send('PUT', `${path}/reaction`, { reaction: 'like' }, bearer(token)),
          () => api.send('DELETE', `${path}/reaction`, undefined, bearer(token)),
        ]),
        () => api.send('PUT', `/v1/comments/${other}/reaction`, { reaction: 'like' }, bearer(reaction)),
        () => api.comment({ article: 'one', parent: other }),
        () => api.comment({ article: 'one', parent: mine }, 'short'),
        () => api.get(`${path}/page`, { article: 'two' }),
        () => api.get(`/v1/comments/${other}/page`, { article: 'one' }),
        ...known.cursors.flatMap((cursor) => [
          () => api.get('/v1/comments', { article: 'three', cursor }),
          () => api.get('/v1/articles', { tag: 'ماء', cursor }),
          () => api.get('/v1/comments', { article: 'one', sort: 'oldest', cursor }),
          () => api.get(`/v1/comments/${known.ids[1]}/replies`, { cursor }),
        ]),
      ],
      'tokens',
    );
  });

  test('a clock that was set forth or back opens nothing, and keeps replies after what they answer', async () => {
    const { id, receipt } = (await api.comment({ article: 'clock', text: 'a' })).json;
    const path = `/v1/comments/${id}`;
    const at = async (days: number, act: () => Promise<void>) => {
      mock.timers.enable({ apis: ['Date'], now: Date.now() + days * DAY });
      await act().finally(() => mock.timers.reset());
    };
    await at(1, async () =>
      refused(await api.send('PATCH', path, { text: 'late' }, { Authorization: `Bearer ${receipt}` }), 'late'),
    );
    await at(-1, async () => {
      const reply = await api.comment({ article: 'clock', text: 'b', parent: id });
      assert.ok(reply.json.dateCreated > (await api.get(path)).json.dateCreated);
    });
    const { comments } = (await api.get('/v1/comments', { article: 'clock' })).json;
    assert.deepEqual(
      comments[0].replies.comments.map((one: { text: string }) => one.text),
      ['b'],
    );
  });

  test('requests made at random from the schemas: never a fault, and what is refused is refused with a code', async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest(known), async ({ method, path, headers, body }) => {
        const { status, json } = await api.call(method, path, { headers, ...(body !== undefined && { body }) });
        assert.ok(status < 500 || json.code === 'live_full', `${status} ${method} ${path}`);
      }),
      { numRuns: 300 },
    );
  });
});

test('what is no request, or never becomes a whole one, is answered in JSON', async () => {
  const server = createServer(
    { requestTimeout: 100, headersTimeout: 100, connectionsCheckingInterval: 20, maxHeaderSize: 2000 },
    (_, response) => response.end(),
  );
  server.on('clientError', answerBroken).listen(0, '127.0.0.1');
  await once(server, 'listening');
  for (const [sent, status, code] of [
    ['GET / HTTP/1.1\r\nHost: a.ex', 408, 'request_timeout'],
    ['\0\0\0\r\n\r\n', 400, 'malformed_request'],
    ['GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n', 400, 'malformed_request'],
    [`GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(3000)}\r\n\r\n`, 431, 'headers_too_large'],
  ] as const) {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write(sent);
    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
    assert.match(head, new RegExp(`^HTTP/1.1 ${status} .*application/problem\\+json`, 's'));
    assert.equal(JSON.parse(body).code, code);
  }
  server.close();
});
