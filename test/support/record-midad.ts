/**
 * Asks a real companion server what `test/sources/contract.test.ts` asks its source, and writes what it answers to
 * `test/fixtures/midad-answers.json`: `node --import tsx test/support/record-midad.ts`, after its answers change.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { start } from '../../server/test/support/process.js';

const IDS = ['drought', 'lessons', 'prices'].map((name) => `https://site.example/2020/${name}`);
/** More than a page holds. */
const COMMENTS = 25;

const folder = mkdtempSync(path.join(tmpdir(), 'midad-record-'));
const env = { MIDAD_DATA: folder, MIDAD_ORIGINS: 'https://site.example', MIDAD_RATE: '0' };
const server = await start(env);
const answers: Record<string, unknown> = {};

const ask = async (route: string, body?: object, headers = {}) => {
  const init = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
  const response = await fetch(`${server.url}/v1/${route}`, body && init);
  if (!response.ok) throw new Error(`${route} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as unknown;
};
const record = async (route: string, body?: object) => {
  const answer = await ask(route, body);
  answers[`${body ? 'POST' : 'GET'} ${route}`] = answer;
  return answer;
};

for (let number = 1; number <= COMMENTS; number++) {
  const comment = { article: IDS[1], name: 'سلمى', email: 'salma@mail.example', text: `متى يعود التلاميذ؟ ${number}` };
  await ask('comments', comment, { 'Idempotency-Key': crypto.randomUUID() });
}
await ask('views', { article: IDS[0] });
await record(`counts?${[...IDS.toReversed(), 'unknown'].map((id) => `article=${encodeURIComponent(id)}`).join('&')}`);
let cursor: string | undefined;
do {
  const page = await record(`comments?${new URLSearchParams({ article: IDS[1]!, ...(cursor && { cursor }) })}`);
  cursor = (page as { next?: string }).next;
} while (cursor);
await record('views', { article: IDS[0] });

server.signal('SIGTERM');
await server.ended;
rmSync(folder, { recursive: true });
const file = path.join(import.meta.dirname, '../fixtures/midad-answers.json');
writeFileSync(file, `${JSON.stringify(answers, null, 2)}\n`);
