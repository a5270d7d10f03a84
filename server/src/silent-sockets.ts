import type { Server, Socket } from 'node:net';

/**
 * Watches for connections that have sent nothing, such as a browser's preconnect, which a server that stops would wait
 * for. The function it gives cuts them off, and from then on every new one as it arrives.
 */
export function silentSockets(server: Server): () => void {
  const sockets = new Set<Socket>();
  let cutting = false;
  server.on('connection', (socket: Socket) => {
    if (cutting) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () => {
    cutting = true;
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  };
}
