/** For a constructable stylesheet: a strict content security policy refuses style elements and attributes. */
export const styles = (side: string): string => `
:host{all:initial!important;position:fixed!important;z-index:2147483647!important}
button,iframe{position:fixed;${side}:20px;border:0;padding:0}
button{bottom:max(20px,env(safe-area-inset-bottom));width:56px;height:56px;border-radius:50%;cursor:pointer;background-color:var(--c);color:#fff;box-shadow:0 4px 16px #0004}
@supports(color:lch(from red l 0 0)){button{color:lch(from var(--c) calc((49.44 - l)*infinity) 0 0)}}
svg{display:block;width:24px;margin:auto;fill:currentColor;stroke:currentColor;stroke-width:2.5;stroke-linecap:round;stroke-linejoin:round}
iframe{bottom:92px;width:400px;height:min(680px,100dvh - 112px);border-radius:18px;background:Canvas;color-scheme:light dark;box-shadow:0 0 0 1px #8883,0 12px 48px #0004;opacity:0;visibility:hidden;transform:translateY(12px)}
iframe.open{opacity:1;visibility:visible;transform:none}
@media(max-width:480px),(max-height:480px){iframe{inset:0;width:100%;height:100%;border-radius:0}.open+button{visibility:hidden}}
@media(prefers-reduced-motion:no-preference){*{transition:.2s}button:hover{transform:scale(1.06)}}
@media print{:host{display:none!important}}`;
