/** What the comparisons of comments and counts share: a server, threads to read, a client, and how two things are compared. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../test/support/child.js';

const ROUNDS = 7;
const ROUND_MILLISECONDS = 1500;
const root = new URL('..', import.meta.url);

const NAMES = ['سلمى العلوي', 'يوسف', 'ليلى بنعمر', 'Youssef Amrani', 'أم إبراهيم', 'نادية الإدريسي'];
/** What readers write below an article: a line or several, now and then with weight and a link. */
const TEXTS = [
  'شكرًا جزيلًا على هذه المتابعة، وننتظر التفاصيل.',
  'قرأت المقال مرتين ولم أجد جوابًا عن السؤال الذي يطرحه الجميع: من يتحمل كلفة هذه الإجراءات؟',
  'الاجتماع مع برلمانيي الجهة خطوة جيدة، لكن المواطن ينتظر ما بعدها على أرض الواقع. في حينا وحده أكثر من 300 أسرة تنتظر الدعم منذ 3 أسابيع.',
  'أتفق مع ما جاء في الفقرة الأخيرة.',
  'المشكلة ليست في الأشخاص بل في طريقة التدبير، وهذا ما قاله كثيرون قبل سنوات دون أن يسمعهم أحد.\n\nهل من موعد لاجتماع جهة الشرق؟',
  'أحسنتم.',
  '**مهم جدًا**: البلاغ كاملًا في https://www.example.org/communique لمن أراد، وفيه أكثر مما نُشر.',
];

/** A thread of so many comments, none of which answers another, an hour between each and the next. */
export async function fill(raw, article, length) {
  const now = Date.now();
  const rows = Array.from({ length }, (_, index) => ({
    id: randomUUID(),
    article,
    created_at: now - (length - index) * 3_600_000,
    name: NAMES[index % NAMES.length],
    text: TEXTS[index % TEXTS.length],
    likes: index % 5,
    idempotency_key: `${article}-${index}`,
  }));
  for (let start = 0; start < length; start += 500) {
    await raw
      .insertInto('comment')
      .values(rows.slice(start, start + 500))
      .execute();
  }
  await raw.insertInto('article').values({ id: article, comments: length, version: length }).execute();
}

/** Each in turn, several times: the medians of what each gives, a number or an object of numbers. */
export async function inTurn(measures, rounds = ROUNDS) {
  const results = measures.map(() => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, measure] of measures.entries()) {
      const result = await measure();
      // The first round warms up.
      if (round > 0) results[index].push(result);
    }
  }
  return results.map((list) =>
    typeof list[0] === 'number'
      ? median(list)
      : Object.fromEntries(Object.keys(list[0]).map((name) => [name, median(list.map((each) => each[name]))])),
  );
}

/** Starts a program that listens on a free port; its log goes where nobody reads it, as in a service. */
export async function run(args, env, message) {
  const port = await freePort();
  const nowhere = openSync('/dev/null', 'w');
  const child = spawn(process.execPath, args, {
    cwd: new URL('server/', root),
    env: { ...env, PORT: String(port) },
    stdio: ['ignore', nowhere, 'inherit', 'ipc'],
  });
  if (message) child.send(message);
  const url = `http://127.0.0.1:${port}`;
  while (
    !(await fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    ))
  )
    await wait(50);
  return { child, port, url };
}

/** How often a second somebody with so many hands gets it done. */
export async function count(hands, act) {
  const end = performance.now() + ROUND_MILLISECONDS;
  let done = 0;
  await Promise.all(
    hands.map(async (hand) => {
      while (performance.now() < end) {
        await act(hand);
        done += 1;
      }
    }),
  );
  return (done / ROUND_MILLISECONDS) * 1000;
}

/** Requests a second over so many connections, by a client that does next to nothing itself. */
export async function rate(connections, port, requestOf, expected) {
  const sockets = await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      await once(socket, 'connect');
      return socket;
    }),
  );
  let done = 0;
  let running = true;
  const ended = sockets.map(
    (socket, index) =>
      new Promise((resolve, reject) => {
        let missing = 0;
        socket.on('data', (part) => {
          if (missing === 0) {
            const head = part.toString('latin1', 0, part.indexOf('\r\n\r\n'));
            if (!head.startsWith(`HTTP/1.1 ${expected} `)) return reject(new Error(`answered with ${head}`));
            missing = head.length + 4 + Number(/content-length: (\d+)/i.exec(head)?.[1]);
          }
          missing -= part.length;
          if (missing > 0) return;
          done += 1;
          if (running) socket.write(requestOf(index));
          else resolve(socket.destroy());
        });
        socket.write(requestOf(index));
      }),
  );
  await Promise.race([wait(ROUND_MILLISECONDS), Promise.all(ended)]);
  running = false;
  const result = (done / ROUND_MILLISECONDS) * 1000;
  await Promise.all(ended);
  return result;
}

export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}

export function tell(what, against, [theirs, ours], unit, goal, less = false) {
  const ratio = ours / theirs;
  const met = less ? ratio <= goal : ratio >= goal;
  const digits = unit === '/s' ? 0 : 2;
  console.log(
    `${what}: ${ours.toFixed(digits)}${unit}, ${against} ${theirs.toFixed(digits)}${unit}: ${ratio.toFixed(2)} times ` +
      `(goal ${less ? 'at most' : 'at least'} ${goal}: ${met ? 'met' : 'MISSED'})`,
  );
}
