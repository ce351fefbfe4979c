import { color, side } from './settings.ts';

/**
 * For a constructable stylesheet: a strict content security policy refuses style elements and attributes.
 * The icons, a bubble and an arrow, are cut out of a square: that weighs less than a drawing.
 * What is hidden comes to be visible at once, or it could not be focused at once: only its opacity takes its time.
 * Over a full-screen panel the launcher stands where it ends, so that there is a way back before the messenger has come.
 */
export const styles = (): string =>
  `:host{all:initial!important;position:fixed!important;z-index:2147483647!important}
:host>*{--c:${color};--m:light-dark(oklch(from var(--c) clamp(.2,l,.86) c h),oklch(from var(--c) clamp(.55,l,.92) c h));position:fixed;${side}:20px;bottom:max(20px,env(safe-area-inset-bottom));box-shadow:0 4px 16px #0004;color-scheme:light dark;transition:opacity .15s}
button{width:56px;height:56px;border:0;background:var(--c);border-radius:50%;cursor:pointer;padding:0;forced-color-adjust:none;color:lch(from var(--c) calc((49.44 - l)*9e9) 0 0)}
button:hover{opacity:.9}
button:before{width:24px;height:24px;margin:auto;clip-path:path("M12 3c12 0 12 16 0 16l-8 3v-5c-4-6 0-14 8-14z");content:"";background:currentColor;display:block}
[aria-expanded=true]:before,label button:before{scale:-1;clip-path:path("M11 20V7.5L5.5 13 4 11.5l8-8 8 8L18.5 13 13 7.5V20z")}
label button:before{scale:.8333}
b:not(:empty){position:absolute;inset:-4px -4px auto auto;padding:0 8px;border-radius:18px;background:#c2183c;color:#fff;font:12px/20px system-ui}
:host>div{width:400px;height:min(680px,100dvh - 112px);bottom:92px;border-radius:18px;background:light-dark(#fff,#17171b)}
[hidden]{opacity:0;visibility:hidden;display:block}
iframe{width:100%;height:100%;border:0;border-radius:inherit}
form{font:16px/24px system-ui;inset:auto 16px max(16px,env(safe-area-inset-bottom));position:absolute}
label{align-items:end;gap:40px;border-radius:26px;display:flex;padding:5px;padding-inline-start:45px;box-shadow:inset 0 0 0 2px var(--m)}
textarea{all:unset;color:light-dark(#18181d,#f1f1f4);flex:1;padding:9px 4px;box-sizing:border-box;max-height:min(9.5em,30vh);white-space:pre-wrap;field-sizing:content;overflow-wrap:anywhere}
label button{width:42px;height:42px;background:var(--m)}
:disabled,::placeholder{background:0 0;color:light-dark(#63636e,#a2a2ad)}
@media(max-width:480px),(max-height:480px){:host>div{inset:var(--t,0)0 0;border-radius:0;width:100%;height:var(--h,100%)}[aria-expanded=true]{inset:2px auto auto;box-shadow:none;inset-inline-end:4px;z-index:1;background:0 0;color:light-dark(#63636e,#a2a2ad)}}
@media print{:host>*{display:none}}`;
