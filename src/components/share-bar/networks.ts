import type { share } from '../../locales/ar/share.js';

interface Network {
  /** Drawn as all icons are, on a square of 24: the networks' own marks are their owners'. */
  readonly sign: string;
  readonly words: keyof typeof share;
  /** The network's own address for sharing. */
  readonly address: (url: string, headline: string) => string;
}

/** An address with fields. Not `+` for a space, which apps show as it stands. */
const address = (start: string, fields: Record<string, string>) =>
  `${start}?${String(new URLSearchParams(fields)).replaceAll('+', '%20')}`;

/** Where an article is shared by a plain link. */
export const networks: Readonly<Record<string, Network>> = {
  whatsapp: {
    sign: 'M3 21l1.5-5A9 9 0 1 1 8 19.5zM9 8c-1 4 3 8 7 7v-2l-2-1-1 1-2-2 1-1-1-2z',
    words: 'shareOnWhatsapp',
    address: (url, headline) => address('https://wa.me/', { text: `${headline}\n${url}` }),
  },
  telegram: {
    sign: 'M21 4 3 11l5 3 2 6 3-4 5 4zM8 14l9-7-7 9',
    words: 'shareOnTelegram',
    address: (url, text) => address('https://t.me/share/url', { url, text }),
  },
  x: {
    sign: 'M4 4h4l12 16h-4zM19 4l-6 7m-2 2-6 7',
    words: 'shareOnX',
    address: (url, text) => address('https://x.com/intent/post', { url, text }),
  },
  facebook: {
    sign: 'M16 4h-2a3 3 0 0 0-3 3v13M8 11h7',
    words: 'shareOnFacebook',
    address: (url) => address('https://www.facebook.com/sharer/sharer.php', { u: url }),
  },
};
