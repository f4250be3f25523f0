-- A stopped app keeps its number of pods for when it is started again.
alter table app add column stopped boolean not null default false;
