-- Why no node takes a pod, counted by reason: what unplaced_reason says in a sentence.
alter table pod add column refusals jsonb;
