import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { test } from 'node:test';
import { silentSockets } from '../src/silent-sockets.js';

test('a connection that arrives once the silent ones are cut is cut too, and one that has spoken is left', async () => {
  const server = createServer((_, response) => response.end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = silentSockets(server);
  const open = async () => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    // Being cut off is what is asked for; some machines call it a reset.
    socket.on('error', () => {});
    const accepted = once(server, 'connection');
    await Promise.all([once(socket, 'connect'), accepted]);
    return socket;
  };
  const early = await open();
  const speaking = await open();
  speaking.write('GET / HTTP/1.1\r\nHost: a.example\r\n\r\n');
  await once(speaking, 'data');
  cut();
  await once(early, 'close');
  await once(await open(), 'close');
  assert.equal(speaking.destroyed, false);
  speaking.destroy();
  server.close();
  await once(server, 'close');
});
