-- The most new pods of a rollout that were available at once: the rollout has got closer when there are more.
alter table deployment add column progress integer not null default 0;
