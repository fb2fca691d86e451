-- The record itself, so that it can be applied when the cause is mended, also when the topic was made anew meanwhile;
-- empty for what was held before. Its personal data is sealed, as in the topic.
alter table projection_held
  add column record bytea,
  add column trace text not null default '';
