import { drafts } from '../db/schema/drafts.ts';
import { experimentTopics } from '../db/schema/experiments.ts';
import { mentions } from '../db/schema/mentions.ts';
import { promises, waits } from '../db/schema/promises.ts';
import { agentNotices } from '../db/schema/push.ts';
import { scheduledMessages } from '../db/schema/scheduled.ts';
import { topicTargets } from '../db/schema/targets.ts';
import { topicFollowers, topicReads, topicTags } from '../db/schema/topics.ts';
import type { Place } from './place.ts';
import { ofMessage, ofThread, ofTopic } from './whose.ts';

/** What the team has of a visitor's topics: what it meant to write, what it was told, what it promised and kept. */
export const PLACES_OF_TEAM: readonly Place[] = [
  {
    table: scheduledMessages,
    kind: 'notes',
    isHis: ofThread,
    team: ['state', 'due_at', 'text', 'created_at'],
    silent: ['attachment_ids', 'actions'],
  },
  { table: drafts, kind: 'notes', isHis: ofThread, team: ['kind', 'text', 'changed_at'], silent: ['mentions', 'kept'] },
  { table: mentions, kind: 'notices', isHis: ofMessage },
  { table: agentNotices, kind: 'notices', isHis: ofTopic, silent: ['about'] },
  {
    table: promises,
    kind: 'promises',
    isHis: ofTopic,
    own: { columns: ['topic_id', 'made_at', 'due_at', 'likelihood', 'outcome'] },
    team: ['kind', 'basis'],
    silent: ['quantiles'],
  },
  { table: waits, kind: 'promises', isHis: ofTopic, team: ['topic_id', 'since', 'kind', 'ended', 'ended_at'] },
  { table: topicTargets, kind: 'promises', isHis: ofTopic, silent: ['kind', 'outcome'] },
  { table: experimentTopics, kind: 'promises', isHis: ofTopic, silent: ['arm'] },
  { table: topicReads, kind: 'notices', isHis: ofTopic },
  { table: topicFollowers, kind: 'notices', isHis: ofTopic },
  { table: topicTags, kind: 'topics', isHis: ofTopic, team: ['topic_id', 'tag_id'] },
];
