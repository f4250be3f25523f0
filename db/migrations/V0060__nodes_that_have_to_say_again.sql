-- What runs there is no longer known: the node was silent for long. It has to say everything again once it is heard,
-- also on a stream that outlived its silence, as only what changes is said there.
alter table node add column pods_unknown boolean not null default false;
