import assert from 'node:assert/strict';
import { createDecipheriv, createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ACTIONS, STATUSES } from '../src/comments/status.js';
import { readConfig } from '../src/config.js';
import { Live } from '../src/http/live.js';
import { moderate } from '../src/moderate.js';
import { openApi, type Api } from './support/api.js';
import { onEachDatabase, type TestDatabase } from './support/databases.js';
import { listenTo } from './support/events.js';

const EMAILS = ['zaynab.q7x+news@mail.example', 'Qasim.W8Y@Mail.EXAMPLE'];

/** Where all requests come from. */
const ADDRESS = '203.0.113.177';
const AGENT =
  'Mozilla/5.0 (Linux; Android 14; Qasim W8Y) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36';

/** Every form in which an address could leak: itself, its local part, and the hashes avatar services are asked by. */
const TRACES = [...EMAILS.flatMap((email) => [email, email.toLowerCase()]), ADDRESS, AGENT].flatMap((email) => [
  email,
  encodeURIComponent(email),
  email.split('@')[0] ?? '',
  ...['md5', 'sha1', 'sha256'].flatMap((algorithm) =>
    (['hex', 'base64', 'base64url'] as const).map((form) => createHash(algorithm).update(email).digest(form)),
  ),
]);

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: {
    readonly content: Record<'application/json', { readonly schema: { readonly $ref: string } }>;
  };
}

const keyOf = (email: string) => `idempotency-key-${EMAILS.indexOf(email)}`;

onEachDatabase((database, kind) => {
  let api: Api;
  const ids: string[] = [];
  const receipts = new Map<string, string>();
  const commanded: string[] = [];

  before(async () => {
    api = await openApi(database(), { env: { MIDAD_VIEW_HOURS: '8' } });
    api.address = ADDRESS;
    api.agent = AGENT;
    await api.store.pages.put([
      { article: 'a', url: 'https://news.example/a', headline: 'خبر', authors: [], keywords: [], language: 'ar' },
    ]);
    for (const email of EMAILS) {
      const { status, json } = await api.comment({ email }, keyOf(email));
      assert.equal(status, 201);
      ids.push(json.id);
      receipts.set(json.id, json.receipt);
    }
  });
  after(() => api.close());

  test('no answer of any route, right or wrong, holds an address or a hash of one', async () => {
    const { paths, components } = (await api.get('/v1/openapi.json')).json;
    for (const [path, operations] of Object.entries<Record<string, Operation>>(paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        for (const email of EMAILS) {
          const statuses = await askRightly(method.toUpperCase(), path, operation, components.schemas, email);
          // A route that is new has to be asked here in the way it wants.
          assert.ok(
            statuses.some((status) => status < 300),
            `${method} ${path} answered ${statuses.join(', ')}`,
          );
          await askWrongly(path, email);
        }
      }
    }
    const told = api.received.join('\n');
    assert.ok(api.received.length > 200);
    assert.match(told, /event: comment\n/);
    assert.deepEqual(leaks(told), []);
  });

  /** Asks as the document says, of a comment of its own, with all that its writer holds; gives the statuses. */
  async function askRightly(method: string, path: string, operation: Operation, schemas: any, email: string) {
    const { json: comment } = await api.comment({ email });
    const key = { 'Idempotency-Key': randomUUID() };
    const like = await api.send('PUT', `/v1/comments/${comment.id}/reaction`, { reaction: 'like' }, key);
    const declared = (operation.parameters ?? []).filter(({ in: place }) => place === 'query').map(({ name }) => name);
    const query = Object.entries({ article: 'a', lastEventId: '0' }).filter(([name]) => declared.includes(name));
    const at = `${path.replace('{id}', comment.id)}?${new URLSearchParams(query)}`;
    const schema = operation.requestBody?.content['application/json'].schema.$ref.split('/').at(-1);
    const right = { article: 'a', name: 'سلمى', email, url: 'https://salma.example', text: 'شكرا', reaction: 'like' };
    const properties = schema && schemas[schema].properties;
    const fields = Object.entries(right).filter(([name]) => name in (properties ?? {}));
    const body =
      schema &&
      Object.fromEntries(fields.map(([name, value]) => [name, properties[name].type === 'array' ? [value] : value]));
    const statuses: number[] = [];
    for (const token of [undefined, comment.receipt, like.json.receipt]) {
      const headers = { 'Idempotency-Key': randomUUID(), ...(token && { Authorization: `Bearer ${token}` }) };
      statuses.push((await api.send(method, at, body, headers)).status);
    }
    return statuses;
  }

  /** Asks, with every method, in ways that are refused, some of which send the address along. */
  async function askWrongly(path: string, email: string) {
    const at = path.replace('{id}', ids[0] ?? '');
    const key = { 'Idempotency-Key': keyOf(email) };
    const body = { article: 'a', name: 'سلمى', email, text: 'شكرا' };
    await api.get(path.replace('{id}', 'x'), { limit: 'x', cursor: 'x', article: email });
    await api.get(at, { sort: email, lastEventId: email }, { Authorization: `Bearer ${email}` });
    for (const method of ['POST', 'PATCH', 'PUT', 'DELETE']) {
      await api.send(method, at, body, { ...key, Authorization: `Bearer ${email}` });
      await api.send(method, at, body, key);
      await api.send(method, at, { ...body, text: 'another' }, key);
      await api.send(method, at, { ...body, text: '\0', name: [email], url: email }, key);
      await api.send(method, at, { ...body, email: `${email}@` }, key);
      await api.send(method, at, body, { Origin: 'https://other.example' });
      await api.call(method, at, { headers: { 'Content-Type': 'text/plain' }, body: email });
      await api.call(method, at, { headers: { 'Content-Type': 'application/json', ...key }, body: `{${email}` });
    }
  }

  test('nor does what is told live to those who listen meanwhile', async () => {
    const live = new Live(api.store, 1);
    const headers = { 'Content-Type': 'text/event-stream' };
    const listening = listenTo(new Response(live.listen('listened', '0', 'address'), { headers }));
    for (const email of EMAILS) await api.comment({ article: 'listened', email });
    const told = JSON.stringify(await listening.next(EMAILS.length));
    live.close();
    assert.deepEqual(leaks(told), []);
  });

  test('nor does what moderators are told at the command line', async () => {
    const said: string[] = [];
    const command = async (...words: string[]) => {
      const answer = moderate(words, readConfig(database().env));
      said.push(await answer.catch((fault: Error) => `${fault.stack}`));
    };
    for (const id of ids) {
      for (const action of ACTIONS) {
        await command(action, id, '--as', 'ليلى');
        await command('show', id);
        for (const status of STATUSES) await command('list', status, '--limit', '1000');
      }
    }
    for (const email of EMAILS) {
      await command('show', email);
      await command('approve', email);
    }
    assert.ok(said.some((answer) => answer.includes('ليلى: delete')));
    commanded.push(...said);
    // What was typed in is said again to whoever typed it.
    assert.deepEqual(leaks(said.filter((answer) => !answer.includes('There is no comment')).join('\n')), []);
  });

  test('nor anything that is stored of one, with whatever key it was made', async () => {
    const raw = database().connect();
    const rows = await raw.selectFrom('comment').select(['email', 'person', 'duplicate_hash', 'sent_hash']).execute();
    await raw.destroy();
    const secrets = rows.flatMap((row) => Object.values<string>(row)).filter((value) => value !== null);
    assert.ok(secrets.length >= 8);
    const told = [...api.received, ...api.lines, ...commanded].join('\n');
    assert.deepEqual(
      secrets.filter((secret) => told.includes(secret)),
      [],
    );
    for (const receipt of receipts.values()) {
      const body = Buffer.from(receipt.split('.')[0] ?? '', 'base64url').toString();
      assert.deepEqual(Object.keys(JSON.parse(body)), ['comment', 'expires']);
    }
  });

  test('a person is known again by the key alone: without it nobody can try addresses out', async () => {
    const raw = database().connect();
    const rows = await raw.selectFrom('comment').select('person').where('id', 'in', ids).execute();
    await raw.destroy();
    const guesses = EMAILS.flatMap((email) => [email, email.toLowerCase()]).flatMap((email) =>
      [email, `سلمى${email}`, JSON.stringify(['سلمي', email])].map((guess) =>
        createHash('sha256').update(guess).digest('base64url'),
      ),
    );
    for (const { person } of rows) assert.ok(typeof person === 'string' && !guesses.includes(person));
  });

  test('no line of the log does either', async () => {
    await api.get(`/${EMAILS[0]}`);
    await api.get('/v1/counts', { article: EMAILS });
    assert.ok(api.lines.length > 50);
    assert.deepEqual(leaks(api.lines.join('\n')), []);
  });

  test('the database holds ciphertext that only the key opens', async () => {
    const { folder, env } = database();
    const rows = await emails(database());
    const key = env['MIDAD_EMAIL_KEY'] ?? readFileSync(join(folder, 'email.key'), 'utf8');
    assert.deepEqual(
      ids.map((id) => open(rows.get(id) ?? '', id, key)),
      EMAILS,
    );
    assert.throws(() => open(rows.get(ids[0] ?? '') ?? '', ids[1] ?? '', key));
    for (const file of readdirSync(folder)) assert.deepEqual(leaks(readFileSync(join(folder, file), 'latin1')), []);
    assert.deepEqual(leaks(JSON.stringify([...rows])), []);
  });

  test('nothing that is stored says where a view, a reaction or a comment came from, and with which browser', async () => {
    await api.post('/v1/views', { article: 'viewed' });
    const raw = database().connect();
    const rows: unknown[] = [];
    for (const { name } of await raw.introspection.getTables())
      rows.push(await raw.selectFrom(name).selectAll().execute());
    const readers = await raw.selectFrom('view_reader').select('reader').execute();
    await raw.destroy();
    assert.ok(readers.length > 0);
    for (const { reader } of readers) assert.match(reader, /^[\w-]{22}$/);
    assert.deepEqual(leaks(JSON.stringify(rows)), []);
  });

  test('one address twice is stored as two ciphertexts, so that the database does not tell who is who', async () => {
    const [first, second] = [await api.comment(), await api.comment()];
    const rows = await emails(database());
    assert.notEqual(rows.get(first.json.id), rows.get(second.json.id));
  });

  if (kind === 'libsql') {
    test('the key that was made is for its owner only', () => {
      assert.equal(statSync(join(database().folder, 'email.key')).mode & 0o777, 0o600);
    });

    test('a key from the environment is used instead of a file', async () => {
      const folder = join(database().folder, 'keyed');
      const env = { MIDAD_DATA: folder, MIDAD_EMAIL_KEY: randomBytes(32).toString('base64') };
      const keyed = await openApi({ ...database(), env });
      assert.equal((await keyed.comment()).status, 201);
      await keyed.close();
      assert.ok(!readdirSync(folder).includes('email.key'));
    });
  } else {
    test('without a key no address is stored, and the log says so once', async () => {
      const { MIDAD_EMAIL_KEY: _, ...env } = database().env;
      const keyless = await openApi({ ...database(), env });
      const { json } = await keyless.comment({ article: 'keyless' });
      await keyless.close();
      assert.equal(keyless.lines.filter((line) => line.includes('are not stored')).length, 1);
      assert.equal((await emails(database())).get(json.id), null);
    });
  }
});

/** What is found of an address in a text, or in what the text holds in base64, as receipts and cursors are. */
function leaks(haystack: string): string[] {
  const tokens = haystack.match(/[\w+/-]{12,}/g) ?? [];
  const opened = tokens.map((token) => Buffer.from(token, 'base64').toString('latin1')).join('\n');
  return TRACES.filter((trace) => haystack.includes(trace) || opened.includes(trace));
}

async function emails(database: TestDatabase): Promise<Map<string, string>> {
  const raw = database.connect();
  const rows = await raw.selectFrom('comment').select(['id', 'email']).execute();
  await raw.destroy();
  return new Map(rows.map((row) => [row['id'], row['email']]));
}

/** What README.md says about the form of a stored address, in code. */
function open(stored: string, id: string, key: string): string {
  const bytes = Buffer.from(stored, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key, 'base64'), bytes.subarray(0, 12));
  decipher.setAAD(Buffer.from(id)).setAuthTag(bytes.subarray(-16));
  return decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
}
