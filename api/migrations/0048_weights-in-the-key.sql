-- A term's places are read from the key alone: to look up each row for its weight took half of what that takes.
ALTER TABLE "article_postings" DROP CONSTRAINT "article_postings_workspace_id_spoken_audience_term_passage_pk",
  ADD CONSTRAINT "article_postings_workspace_id_spoken_audience_term_passage_pk"
    PRIMARY KEY ("workspace_id", "spoken", "audience", "term", "passage") INCLUDE ("weight");
