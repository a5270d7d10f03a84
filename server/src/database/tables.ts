/** The rows as both databases hold them. */
export interface Tables {
  article: {
    id: string;
    views: number;
  };
  comment: {
    /** A UUIDv7. */
    id: string;
    article: string;
    /** Milliseconds since 1970, UTC. */
    created_at: number;
    name: string;
    url: string | null;
    text: string;
    /** Ciphertext, see email.ts; null where no key is set. */
    email: string | null;
    idempotency_key: string;
  };
}
