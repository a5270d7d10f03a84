/** Why the program cannot start: one sentence for the operator that says what to do. Printed without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** A fault's code, or its message when it has none: short enough to stand in brackets in a sentence. */
export function reason(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  const code = (fault as { code?: unknown }).code;
  return typeof code === 'string' && code !== '' ? code : fault.message;
}
