-- What operators say of a machine, what its agent says against new pods, and how far its emptying is.
alter table node
  -- [{"key": …, "value": …, "effect": …, "since": …}]
  add column taints              jsonb       not null default '[]' check (jsonb_typeof(taints) = 'array'),
  -- Type to {"since": …, "message": …}; only what holds now. Written by the conversation with agents only.
  add column conditions          jsonb       not null default '{}' check (jsonb_typeof(conditions) = 'object'),
  add column maintenance         boolean     not null default false,
  -- Grows when an operator changes something.
  add column version             bigint      not null default 1,
  add column drain_started_at    timestamptz,
  add column drain_deadline      timestamptz,
  add column drain_grace_seconds integer     check (drain_grace_seconds between 0 and 3600),
  add column drain_force         boolean     not null default false,
  add column drain_ended_at      timestamptz,
  -- How many there were when it began.
  add column drain_pods          integer     not null default 0,
  add constraint node_drain_began check (drain_started_at is not null or (drain_deadline is null and drain_ended_at is null));

create trigger log_change_administered after update of taints, conditions, maintenance, drain_started_at, drain_ended_at
  on node for each row
  when ((old.taints, old.conditions, old.maintenance, old.drain_started_at, old.drain_ended_at)
        is distinct from (new.taints, new.conditions, new.maintenance, new.drain_started_at, new.drain_ended_at))
  execute function log_change();

-- A pod that has to go from where it is: it counts as one that leaves, so that another one comes first.
alter table pod
  add column evict_reason text check (evict_reason in ('DRAIN', 'TAINT', 'PREEMPTION', 'NODE_LOST')),
  add column evict_since  timestamptz,
  -- From the stop signal to the kill, in place of what its spec says.
  add column grace_seconds integer check (grace_seconds between 0 and 3600),
  add constraint pod_evict check ((evict_reason is null) = (evict_since is null));
create index pod_evicted on pod (app_id) where evict_reason is not null;

create index event_of_node on event (node_id, id desc) where node_id is not null;
