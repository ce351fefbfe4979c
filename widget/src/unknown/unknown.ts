import { takePort } from '../messenger/take-port.ts';

// What stands in the panel where `data-workspace` names no workspace. Its script works when it is loaded: it is all of
// the page.

const named = new URLSearchParams(location.search).get('workspace') ?? '';
console.error(
  `Everthread: no workspace has the id "${named}". Check data-workspace of the tag that loads the messenger.`,
);
const button = document.querySelector('button') as HTMLButtonElement;
(document.querySelector('code') as HTMLElement).textContent = named;

takePort(window, (port) => {
  const close = () => port.postMessage(['close']);
  button.onclick = close;
  window.onkeydown = ({ key }) => {
    if (key === 'Escape') close();
  };
  // Nothing can be sent here: the loader's own field gives way, and it asks for no messenger again.
  port.onmessage = ({ data }) => {
    if (Array.isArray(data) && data[0] === 'take') port.postMessage(['took']);
  };
  port.postMessage(['tell', 'ready']);
});
