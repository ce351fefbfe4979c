import './help.css';
import { offerToAsk } from './ask.ts';
import { suggestWhileTyping } from './suggest.ts';
import { voteInPlace } from './vote.ts';

// Every page is whole without this. Here is only what makes it quicker.
for (const form of document.querySelectorAll<HTMLFormElement>('form.search')) suggestWhileTyping(form);
for (const section of document.querySelectorAll<HTMLElement>('.vote')) voteInPlace(section);
for (const section of document.querySelectorAll<HTMLElement>('[data-ask]')) offerToAsk(section);
