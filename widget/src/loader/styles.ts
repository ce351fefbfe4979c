import { color, side } from './settings.ts';

/** For a constructable stylesheet: a strict content security policy refuses style elements and attributes. */
export const styles = (): string =>
  `:host{all:initial!important;position:fixed!important;z-index:2147483647!important}
:host>*{--c:${color};--m:light-dark(oklch(from var(--c) clamp(.2,l,.86) c h),oklch(from var(--c) clamp(.55,l,.92) c h));position:fixed;${side}:20px;color:#fff}
button{border:0;padding:0;border-radius:50%;cursor:pointer;width:56px;height:56px;background:var(--c)}
svg,p{color:lch(from var(--c) calc((49.44 - l)*infinity) 0 0)}
.b{bottom:max(20px,env(safe-area-inset-bottom));box-shadow:0 4px 16px #0004}
b:not(:empty){position:absolute;top:-4px;right:-4px;min-width:12px;padding:0 4px;border-radius:18px;background:#c2183c;font:12px/20px system-ui}
svg{display:block;width:24px;margin:auto;fill:currentColor;stroke:currentColor;stroke-width:2.5;stroke-linecap:round;stroke-linejoin:round}
.p{bottom:92px;width:400px;height:min(680px,100dvh - 112px);border-radius:18px;background:Canvas;color-scheme:light dark;box-shadow:0 0 0 1px #8883,0 12px 48px #0004;opacity:0;visibility:hidden;transform:translateY(12px)}
.open{opacity:1;visibility:visible;transform:none}
iframe{border:0;width:100%;height:100%;border-radius:inherit}
form{position:absolute;inset:auto 16px max(16px,env(safe-area-inset-bottom));font:16px/24px system-ui}
label{display:flex;align-items:flex-end;padding:5px;padding-inline-start:45px;border-radius:26px;box-shadow:inset 0 0 0 2px var(--m)}
textarea{all:unset;field-sizing:content;flex:1;min-width:0;box-sizing:border-box;max-height:min(9.5em,30vh);padding:9px 4px;margin-inline-end:40px;color:CanvasText;white-space:pre-wrap;overflow-wrap:anywhere}
label button{width:42px;height:42px;background:var(--m)}
:disabled{background:0 0}
:disabled *,::placeholder{color:light-dark(#63636e,#a2a2ad)}
label svg{width:20px;fill:none;stroke-width:2}
p{width:fit-content;margin:0 0 8px auto;padding:9px 15px;border-radius:18px;background:var(--m);white-space:pre-wrap;overflow-wrap:anywhere}
@media(max-width:480px),(max-height:480px){.p{inset:0;width:100%;height:100%;border-radius:0}.open+.b{visibility:hidden}}
@media(prefers-reduced-motion:no-preference){.p,.b{transition:.2s}.b:hover{transform:scale(1.06)}}
@media print{:host{display:none!important}}`;
