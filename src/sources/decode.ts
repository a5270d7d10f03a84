/**
 * A text out of bytes, or undefined when they are in none of the encodings that are said of them.
 *
 * A byte order mark is believed first (RFC 7303). Then UTF-8 is tried whatever is said, because text in another encoding is
 * not UTF-8 by chance, and servers and .NET say what is not so; then what Content-Type says, then the XML declaration.
 */
export function decode(bytes: Uint8Array<ArrayBuffer>, contentType: string): string | undefined {
  const wide = wideOf(bytes);
  if (wide !== undefined) return decoded(bytes, wide);
  const said = /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1];
  const beginning = new TextDecoder('windows-1252').decode(bytes.subarray(0, 1000));
  const declared = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)/.exec(beginning)?.[1];
  for (const label of ['utf-8', said, declared]) {
    // What says UTF-16 and has no zeros is not that.
    const text = label === undefined || /^utf-?16/i.test(label) ? undefined : decoded(bytes, label);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** UTF-16 by its mark, or by the zeros beside its first `<` or `{`. */
function wideOf([first, second]: Uint8Array): string | undefined {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return undefined;
}

function decoded(bytes: Uint8Array<ArrayBuffer>, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    // No such encoding, or bytes that are none of it.
    return undefined;
  }
}
