import { encode } from 'uqr';

/** What an authenticator app reads with the camera. Dark on light in any theme: that is what cameras expect. */
export function KeyPicture({ uri, label }: { uri: string; label: string }) {
  const { data, size } = encode(uri, { ecc: 'M', border: 4 });
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shape-rendering="crispEdges"
      class="size-48 rounded-medium bg-white"
    >
      <path d={path} fill="black" />
    </svg>
  );
}
