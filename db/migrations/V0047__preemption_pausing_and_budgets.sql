alter table pod
  -- Where room is being made for it; nobody else gets that room meanwhile.
  add column nominated_node_id uuid references node (id) on delete set null,
  -- Why ending pods of lower priority does not help it.
  add column preemption        text,
  -- It has to go, and its app's budget does not let it yet.
  add column held_by_budget    boolean not null default false;
create index pod_nominated on pod (nominated_node_id) where nominated_node_id is not null;

-- What users ask for; whoever lets pods go acts on it.
alter table pod add column restart_asked_at timestamptz;
create index pod_restart on pod (id) where restart_asked_at is not null;
alter table pod drop constraint pod_evict_reason_check;
alter table pod add constraint pod_evict_reason_check
  check (evict_reason in ('DRAIN', 'TAINT', 'PREEMPTION', 'NODE_LOST', 'RESTART'));

-- Since when rollouts wait, and when they last went on: deadlines count from there.
alter table app
  add column paused_at  timestamptz,
  add column resumed_at timestamptz;
