-- Words of these scripts are found by other terms from now on: what is published in them is looked through again.
insert into outbox (workspace_id, type, payload, created_at, due_at)
select workspace_id, 'article.changed', jsonb_build_object('articleId', article_id), now(), now()
from (
  select distinct doc.workspace_id, doc.article_id from article_docs doc
  where exists (
    select from article_passages piece
    where piece.workspace_id = doc.workspace_id and piece.passage >= doc.doc * 1024 and piece.passage < (doc.doc + 1) * 1024
      and piece.text ~ '[\u0370-\u052f\u0600-\u06ff\u0900-\u097f\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1ea0-\u1ef9\u01a1\u01b0]'
  )
) published;
