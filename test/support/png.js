/** PNG, as far as browser pictures need it: 8 bits a channel, RGB or RGBA, not interlaced. */
import { deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

const CRC = Uint32Array.from({ length: 256 }, (_, value) => {
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc(bytes) {
  let sum = ~0;
  for (const byte of bytes) sum = CRC[(sum ^ byte) & 255] ^ (sum >>> 8);
  return ~sum >>> 0;
}

function chunk(type, data) {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  data.copy(bytes, 8);
  bytes.writeUInt32BE(crc(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

/** `{ width, height, rgb }` as a PNG file. */
export function encodePng({ width, height, rgb }) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (width * 3 + 1));
  for (let y = 0; y < height; y++) rgb.copy(rows, y * (width * 3 + 1) + 1, y * width * 3, (y + 1) * width * 3);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A PNG file as `{ width, height, rgb }`. */
export function decodePng(file) {
  const parts = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  }
  const [width, height, depth, kind, interlaced] = [
    file.readUInt32BE(16),
    file.readUInt32BE(20),
    file[24],
    file[25],
    file[28],
  ];
  const size = { 2: 3, 6: 4 }[kind];
  if (depth !== 8 || size === undefined || interlaced !== 0)
    throw new Error('A PNG of a kind that browsers do not write.');
  const raw = inflateSync(Buffer.concat(parts));
  const stride = width * size;
  const rgb = Buffer.alloc(width * height * 3);
  let above = Buffer.alloc(stride);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    const row = raw.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1));
    unfilter(filter, row, above, size);
    let to = y * width * 3;
    for (let x = 0; x < stride; x += size) {
      rgb[to++] = row[x];
      rgb[to++] = row[x + 1];
      rgb[to++] = row[x + 2];
    }
    above = row;
  }
  return { width, height, rgb };
}

/** Takes back in place what a row was filtered by (https://www.w3.org/TR/png-3/#9Filter-types). */
function unfilter(filter, row, above, size) {
  if (filter === 0) return;
  for (let x = 0; x < row.length; x++) {
    const a = x < size ? 0 : row[x - size];
    if (filter === 1) row[x] += a;
    else if (filter === 2) row[x] += above[x];
    else if (filter === 3) row[x] += (a + above[x]) >> 1;
    else row[x] += paeth(a, above[x], x < size ? 0 : above[x - size]);
  }
}

function paeth(a, b, c) {
  const [toA, toB, toC] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  if (toA <= toB && toA <= toC) return a;
  return toB <= toC ? b : c;
}

/** Whether a picture shows nothing: every pixel has the same colour. */
export function isOneColour({ rgb }) {
  return rgb.length <= 3 || rgb.subarray(3).equals(rgb.subarray(0, -3));
}
