import { encode } from 'uqr';
import { say } from '../../../lib/words/say';

/** Modules of white around a code, as its standard asks (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** A QR code, drawn here and sent nowhere. It is black on white in every scheme, because cameras expect that. */
export function QrCode({ text }: { readonly text: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  const modules = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg
      class="qr-code"
      viewBox={`0 0 ${size} ${size}`}
      shape-rendering="crispEdges"
      role="img"
      aria-label={say('QR code for your authenticator app. The same secret stands below, to be typed in.')}
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={modules} fill="#000" />
    </svg>
  );
}
