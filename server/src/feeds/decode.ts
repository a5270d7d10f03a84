const LATIN = new Set(['windows-1252', 'utf-8']);

/**
 * The text of a document's bytes. What a server says of it is often its default and wrong, so the bytes are asked first:
 * Arabic in another encoding is never valid UTF-8. Then what the document says itself, then the server; Latin 1 is what
 * nobody chose. Where nobody says anything it is windows-1256, as Arabic pages of that age are.
 */
export function decode(bytes: Uint8Array, contentType: string): string {
  const mark = byteOrderMark(bytes);
  if (mark !== undefined) return new TextDecoder(mark).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Then it is something else.
  }
  const beginning = new TextDecoder('windows-1252').decode(bytes.subarray(0, 200));
  const said = [
    /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/i.exec(beginning)?.[1],
    /\bcharset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1],
  ];
  const known = said.map(encodingOf).filter((encoding) => encoding !== undefined);
  const encoding = known.find((one) => !LATIN.has(one)) ?? known.find((one) => one !== 'utf-8') ?? 'windows-1256';
  return new TextDecoder(encoding).decode(bytes);
}

function byteOrderMark([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

function encodingOf(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}
