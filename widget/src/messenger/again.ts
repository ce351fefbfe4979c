// The module for who comes back: with what draws the conversation in it, which others fetch later.
import './parts/conversation.tsx';
import './main.ts';
