import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const SERVER = new URL('../../', import.meta.url);

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A server in a process of its own. */
export interface Running {
  readonly url: string;
  signal(signal: NodeJS.Signals): void;
  /** Closes the reading end of its log. */
  stopReading(): void;
  /** Resolves with the first line that has this message; rejects when the process ends before. */
  logged(message: string): Promise<void>;
  readonly ended: Promise<Ended>;
}

/** Runs the program to its end. `preload` is a module that Node evaluates first. */
export function run(words: string[], env: Record<string, string>, preload?: string): Promise<Ended> {
  return end(launch(words, env, preload));
}

/** Starts the server on any free port, and waits until it listens. */
export async function start(env: Record<string, string>): Promise<Running> {
  const child = launch([], { PORT: '0', ...env });
  const lines: { msg: string; url?: string }[] = [];
  const reader = createInterface(child.stdout).on('line', (line) => lines.push(JSON.parse(line)));
  const ended = end(child);
  const find = async (message: string) => {
    for (;;) {
      const line = lines.find(({ msg }) => msg === message);
      if (line) return line;
      await Promise.race([
        once(reader, 'line'),
        ended.then(({ stderr }) => Promise.reject(new Error(`ended without "${message}": ${stderr}`))),
      ]);
    }
  };
  const { url = '' } = await find('listening');
  return {
    url,
    signal: (signal) => void child.kill(signal),
    stopReading: () => void child.stdout.destroy(),
    logged: async (message) => void (await find(message)),
    ended,
  };
}

function launch(words: string[], env: Record<string, string>, preload?: string) {
  const first = preload === undefined ? [] : ['--import', `data:text/javascript,${encodeURIComponent(preload)}`];
  return spawn(process.execPath, ['--import', 'tsx', ...first, 'src/main.ts', ...words], {
    cwd: SERVER,
    env: { PATH: process.env['PATH'], MIDAD_PROOF_OF_WORK: '0', MIDAD_VIEW_HOURS: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function end(child: ReturnType<typeof launch>): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (stdout += part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => (stderr += part));
  const [code] = await once(child, 'close');
  return { code: code as number | null, stdout, stderr };
}
