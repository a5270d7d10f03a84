import assert from 'node:assert/strict';
import { createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openApi, type Api } from './support/api.js';
import { onEachDatabase, type TestDatabase } from './support/databases.js';

const EMAILS = ['zaynab.q7x+news@mail.example', 'Qasim.W8Y@Mail.EXAMPLE'];

/** Every form in which an address could leak: itself, its local part, and the hashes avatar services are asked by. */
const TRACES = EMAILS.flatMap((email) => [email, email.toLowerCase()]).flatMap((email) => [
  email,
  encodeURIComponent(email),
  email.split('@')[0] ?? '',
  ...['md5', 'sha1', 'sha256'].flatMap((algorithm) =>
    (['hex', 'base64', 'base64url'] as const).map((form) => createHash(algorithm).update(email).digest(form)),
  ),
]);

const keyOf = (email: string) => `idempotency-key-${EMAILS.indexOf(email)}`;

onEachDatabase((database, kind) => {
  let api: Api;
  const ids: string[] = [];
  const receipts = new Map<string, string>();

  before(async () => {
    api = await openApi(database());
    for (const email of EMAILS) {
      const { status, json } = await api.comment({ email }, keyOf(email));
      assert.equal(status, 201);
      ids.push(json.id);
      receipts.set(json.id, json.receipt);
    }
  });
  after(() => api.close());

  test('no answer of any route, right or wrong, holds an address or a hash of one', async () => {
    const { paths } = (await api.get('/v1/openapi.json')).json;
    const answered = new Set<string>();
    for (const [template, operations] of Object.entries<object>(paths)) {
      const path = template.replace('/{id}/', `/${ids[0]}/`);
      for (const method of Object.keys(operations)) {
        answered.add(`${method} ${template}`);
        if (method === 'get') {
          const since = path.endsWith('/events') ? { lastEventId: '0' } : {};
          for (const id of ids) {
            const query = template.includes('{') ? {} : { article: 'a', ...since };
            await api.get(path.replace('{id}', id), query);
            await api.get(path.replace('{id}', id), query, { Authorization: `Bearer ${receipts.get(id)}` });
          }
          await api.get(path.replace('{id}', 'x'), { limit: 'x', cursor: 'x' });
        }
        for (const email of EMAILS) {
          const key = { 'Idempotency-Key': keyOf(email) };
          const body = { article: 'a', name: 'سلمى', email, text: 'شكرا' };
          await api.post(path, body, key);
          await api.post(path, { ...body, text: 'another' }, key);
          await api.post(path, { ...body, text: '\0', name: [email], url: email }, key);
          await api.post(path, { ...body, email: `${email}@` }, key);
          await api.post(path, body, { Origin: 'https://other.example' });
          await api.call('POST', path, { headers: { 'Content-Type': 'text/plain' }, body: email });
          await api.call('POST', path, { headers: { 'Content-Type': 'application/json', ...key }, body: `{${email}` });
          for (const verb of ['PATCH', 'PUT', 'DELETE']) {
            const at = path.replace('{id}', ids[0] ?? '');
            await api.send(verb, at, body, { ...key, Authorization: `Bearer ${email}` });
            await api.call(verb, at, { body: email });
          }
        }
      }
    }
    assert.ok(answered.has('post /v1/comments') && answered.has('get /v1/comments/{id}'));
    assert.ok(api.received.length > 50);
    assert.deepEqual(leaks(api.received.join('\n')), []);
  });

  test('nor anything that is stored of one, with whatever key it was made', async () => {
    const raw = database().connect();
    const rows = await raw.selectFrom('comment').select(['email', 'person', 'duplicate_hash', 'sent_hash']).execute();
    await raw.destroy();
    const secrets = rows.flatMap((row) => Object.values<string>(row)).filter((value) => value !== null);
    assert.ok(secrets.length >= 8);
    const told = [...api.received, ...api.lines].join('\n');
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

function leaks(haystack: string): string[] {
  return TRACES.filter((trace) => haystack.includes(trace));
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
